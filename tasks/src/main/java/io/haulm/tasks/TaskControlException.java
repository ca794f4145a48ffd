package io.haulm.tasks;

import org.jspecify.annotations.Nullable;

/** What a handler throws to steer its own task; it is no failure and costs no stack trace. */
public abstract sealed class TaskControlException extends RuntimeException
    permits RetryLater, Reject, Replaced, Skip {

  private static final long serialVersionUID = 1L;

  TaskControlException(String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
  }
}
