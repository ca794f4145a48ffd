package io.haulm.tasks;

/**
 * A handler of a task that gives nothing back.
 *
 * @param <I> input
 */
@FunctionalInterface
public interface TaskAction<I> {

  /** Does the work; see {@link TaskHandler#handle}. */
  void run(I input, TaskContext context) throws Exception;
}
