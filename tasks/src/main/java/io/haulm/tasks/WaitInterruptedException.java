package io.haulm.tasks;

/**
 * The thread was interrupted while it waited for a result, and is so still. The task is not touched
 * by that.
 */
public final class WaitInterruptedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WaitInterruptedException(String taskId, InterruptedException cause) {
    super("interrupted while waiting for task " + taskId, cause);
  }
}
