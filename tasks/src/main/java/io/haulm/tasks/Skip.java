package io.haulm.tasks;

/**
 * Thrown by a handler to end its task without a result: nothing is stored, nothing follows, the
 * message is done with. Celery calls it {@code Ignore}.
 *
 * <p>The later steps of its chain, and its chord, end with this as their error: they would wait for
 * ever otherwise, as they do in Celery.
 */
public final class Skip extends TaskControlException {

  private static final long serialVersionUID = 1L;

  /** Ends the task; the reason is for logs and listeners. */
  public Skip(String reason) {
    super(reason, null);
  }
}
