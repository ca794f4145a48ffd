package io.haulm.tasks;

/**
 * What a worker runs for a task. It may be called by many threads at once, and twice for one call
 * when a worker died: it should be idempotent.
 *
 * @param <I> input
 * @param <O> output
 */
@FunctionalInterface
public interface TaskHandler<I, O> {

  /**
   * Does the work.
   *
   * @throws RetryLater to try again after a wait
   * @throws Reject to refuse the message
   * @throws Skip to end without a result
   * @throws Exception to fail; the task's retry policy decides what follows
   */
  O handle(I input, TaskContext context) throws Exception;
}
