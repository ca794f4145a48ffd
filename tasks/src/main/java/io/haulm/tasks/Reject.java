package io.haulm.tasks;

/**
 * Thrown by a handler that will not have this message: it goes to the queue's dead letters, or with
 * {@link #requeue} back to the far end of its queue for another worker.
 *
 * <p>What is among the dead letters has failed for whoever waits for it: its caller, the rest of
 * its chain, its chord. (With Celery's {@code Reject} they would wait for ever.)
 */
public final class Reject extends TaskControlException {

  private static final long serialVersionUID = 1L;

  private final boolean back;

  private Reject(String reason, boolean back) {
    super(reason, null);
    this.back = back;
  }

  /** Puts the message among the dead letters. */
  public static Reject toDeadLetters(String reason) {
    return new Reject(reason, false);
  }

  /** Puts the message back at the far end of its queue. */
  public static Reject requeue(String reason) {
    return new Reject(reason, true);
  }

  /** Whether the message goes back to its queue. */
  public boolean goesBack() {
    return back;
  }
}
