/**
 * The parts of the HTTP face about the keyspace: its keys, its streams, and a command line. All of
 * it is done by the commands that Redis' clients use, run within the server; nothing here knows how
 * a value is kept.
 */
@NullMarked
package io.haulm.server.http.keyspace;

import org.jspecify.annotations.NullMarked;
