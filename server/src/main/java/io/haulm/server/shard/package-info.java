/**
 * The shard: one thread that owns an engine, its journal and all connections.
 *
 * <p>The thread is a Netty event loop. In one turn of the loop it reads whatever the connections
 * have to say, lets the engine act on it, and gathers the replies. At the end of the turn each
 * connection's replies are sealed with the position that the journal has reached, and leave in one
 * write when that position is durable: see {@link io.haulm.server.shard.ReplyGate}.
 *
 * <p>Nothing here knows a protocol; nothing here blocks. Unless a method says otherwise it may be
 * called on the shard's thread only.
 */
@NullMarked
package io.haulm.server.shard;

import org.jspecify.annotations.NullMarked;
