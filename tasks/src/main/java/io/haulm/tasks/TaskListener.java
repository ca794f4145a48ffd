package io.haulm.tasks;

import java.time.Duration;

/**
 * Hears what happens in a worker. Called on the threads that do the work, so it should be quick;
 * what it throws is dropped.
 */
public interface TaskListener {

  /**
   * Logs problems, failures and dead letters, by {@link System.Logger}. A worker without a listener
   * has this one; a worker with others has it if it is added.
   */
  static TaskListener logging() {
    return new LoggingListener();
  }

  /** A handler is about to run. */
  default void started(TaskContext task) {}

  /** A handler has given its output. */
  default void succeeded(TaskContext task, Duration took) {}

  /** An attempt failed and another will follow. */
  default void retried(TaskContext task, Throwable cause, Duration wait) {}

  /** A task failed for good. */
  default void failed(TaskContext task, Throwable cause) {}

  /** A message was refused, or the task ended without a result. */
  default void dropped(TaskContext task, TaskControlException why) {}

  /** A handler has put other work in its task's place. */
  default void replaced(TaskContext task) {}

  /** A task was revoked or had expired. */
  default void revoked(String taskId, String name, String reason) {}

  /** A message could not be read or was delivered too often, and is now among the dead letters. */
  default void deadLettered(String queue, String reason) {}

  /** The worker itself met a problem, such as a lost connection, and goes on. */
  default void problem(String what, Throwable cause) {}
}
