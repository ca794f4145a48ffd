/**
 * The shard: one thread, a Netty event loop, that owns an engine, the store of its facts and all
 * connections, so that a request is read, applied and answered without a hand-off between threads.
 *
 * <p>Work comes in <em>turns</em> of the event loop. What a turn changes is committed as one batch
 * at its end, and its replies leave, in one write per connection, when that batch is durable.
 * Nothing here knows a protocol.
 */
@NullMarked
package io.haulm.server.shard;

import org.jspecify.annotations.NullMarked;
