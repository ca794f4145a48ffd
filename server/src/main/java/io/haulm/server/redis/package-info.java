/**
 * The Redis protocol, RESP2 and RESP3: bytes to the words of commands, replies to bytes, and the
 * commands that concern connections and the server rather than keys.
 *
 * <p>What commands do to keys is the keyspace's business; nothing of it is decided here. Everything
 * runs on the shard's thread.
 */
@NullMarked
package io.haulm.server.redis;

import org.jspecify.annotations.NullMarked;
