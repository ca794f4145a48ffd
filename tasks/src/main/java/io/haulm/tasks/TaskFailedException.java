package io.haulm.tasks;

/** Thrown to whoever waits for the output of a task that failed. */
public final class TaskFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient TaskError error;

  TaskFailedException(TaskError error) {
    super(error.toString());
    this.error = error;
  }

  /** What went wrong, with the stack trace of where it did. */
  public TaskError error() {
    return error;
  }
}
