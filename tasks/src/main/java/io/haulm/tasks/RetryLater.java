package io.haulm.tasks;

import java.time.Duration;

/**
 * Thrown by a handler that wants another attempt after a wait of its own choice, say because a
 * server answered "retry after". It counts as an attempt: after the policy's last one (or, for a
 * task without a policy, after {@value #ATTEMPTS_WITHOUT_POLICY}) the task fails.
 */
public final class RetryLater extends TaskControlException {

  /** Attempts in all of a task that has no retry policy; Celery allows as many. */
  public static final int ATTEMPTS_WITHOUT_POLICY = 4;

  private static final long serialVersionUID = 1L;

  private final Duration wait;

  /**
   * Asks for another attempt.
   *
   * @param wait not negative
   */
  public RetryLater(Duration wait) {
    super("again in " + wait, null);
    this.wait = checked(wait);
  }

  /** Asks for another attempt and says what went wrong in this one. */
  public RetryLater(Duration wait, Throwable cause) {
    super("again in " + wait + ": " + cause, cause);
    this.wait = checked(wait);
  }

  /** The wait before the next attempt. */
  public Duration delay() {
    return wait;
  }

  private static Duration checked(Duration wait) {
    if (wait.isNegative()) {
      throw new IllegalArgumentException("a wait is not negative: " + wait);
    }
    return wait;
  }
}
