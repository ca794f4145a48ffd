package io.haulm.tasks;

/**
 * Thrown by a handler to end its task without a result: nothing is stored, nothing follows, the
 * message is done with. Celery calls it {@code Ignore}.
 */
public final class Skip extends TaskControlException {

  private static final long serialVersionUID = 1L;

  /** Ends the task; the reason is for logs and listeners. */
  public Skip(String reason) {
    super(reason, null);
  }
}
