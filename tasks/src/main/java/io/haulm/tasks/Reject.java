package io.haulm.tasks;

/**
 * Thrown by a handler that will not have this message: it goes to the queue's dead letters, or with
 * {@link #requeue} back to the far end of its queue for another worker. No result is stored.
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
