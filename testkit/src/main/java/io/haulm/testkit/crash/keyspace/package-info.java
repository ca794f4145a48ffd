/**
 * Kills a server of the Redis protocol under load, and accounts for every entry and element that it
 * has acknowledged. Knows nothing of the server but its protocol.
 */
@NullMarked
package io.haulm.testkit.crash.keyspace;

import org.jspecify.annotations.NullMarked;
