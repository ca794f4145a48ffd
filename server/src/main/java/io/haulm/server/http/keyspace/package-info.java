/**
 * The part of the HTTP face that shows and changes the keyspace: keys, streams and their groups,
 * and the command lines in the browser.
 *
 * <p>It knows no data structure: whatever it shows or does goes through the faces' own commands, on
 * connections of the server with itself. So it can do no more and no less than a client can.
 */
@NullMarked
package io.haulm.server.http.keyspace;

import org.jspecify.annotations.NullMarked;
