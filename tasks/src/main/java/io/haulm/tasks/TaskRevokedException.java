package io.haulm.tasks;

/** Thrown to whoever waits for the output of a task that was revoked or that expired. */
public final class TaskRevokedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TaskRevokedException(String reason) {
    super(reason);
  }
}
