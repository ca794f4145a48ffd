/**
 * The queue engine: what a put, a reserve or an expiry does to the state, and nothing else.
 *
 * <p>The same start state and the same commands at the same times give the same end state, on every
 * replica. So nothing here reads a clock, draws a random number, starts a thread or touches a file:
 * time comes in with each call, what must be remembered goes out as a {@link Fact} to a {@link
 * FactLog}, and what must happen elsewhere goes out as an {@link Effect}.
 *
 * <p>Not thread-safe. One thread, the shard's, owns an {@link Engine} for its whole life.
 */
@NullMarked
package io.haulm.engine;

import org.jspecify.annotations.NullMarked;
