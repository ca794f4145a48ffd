package io.haulm.tasks;

import org.jspecify.annotations.Nullable;

/**
 * The server could not be reached, the connection broke before its answer, or its answer was an
 * error.
 */
public class BrokerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean isLoss;
  private final boolean mayHaveBeenDone;

  /** The server answered with this error. */
  public BrokerException(String message) {
    super(message);
    this.isLoss = false;
    this.mayHaveBeenDone = false;
  }

  /** There was no connection, or it broke; the server may have done what it was asked, or not. */
  public BrokerException(String message, @Nullable Throwable cause, boolean mayHaveBeenDone) {
    super(message, cause);
    this.isLoss = true;
    this.mayHaveBeenDone = mayHaveBeenDone;
  }

  /** The same, met by another who waited for it: with a trace of its own. */
  public BrokerException(BrokerException met) {
    super(met.getMessage(), met);
    this.isLoss = met.isLoss;
    this.mayHaveBeenDone = met.mayHaveBeenDone;
  }

  /** Whether the connection was the reason, so that it may go well later; false for an error. */
  public final boolean isLoss() {
    return isLoss;
  }

  /**
   * Whether the server may have done what it was asked: only its answer is missing. A call that is
   * enqueued again may then run twice, unless it has an id and its handler looks at that, or is
   * {@link Task#unique unique}. False when it certainly was not done.
   */
  public final boolean mayHaveBeenDone() {
    return mayHaveBeenDone;
  }
}
