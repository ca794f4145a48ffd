/**
 * Tests of programs that use tasks, without a server and without waiting: {@link
 * io.haulm.tasks.testing.TestTasks} runs tasks where they are enqueued, or when the test says so,
 * with a clock that the test turns by hand.
 *
 * <p>Everything but the server is the real thing: the same client, the same handling of retries,
 * chains and chords, and inputs and outputs are really written and read. Nothing here starts a
 * thread or needs a test framework: a failed expectation is an {@link AssertionError}.
 */
@NullMarked
package io.haulm.tasks.testing;

import org.jspecify.annotations.NullMarked;
