package io.haulm.bench;

/**
 * A load could not be run or measured. The message tells a human why; there is no need for more.
 */
public final class BenchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message for a human. */
  public BenchException(String message) {
    super(message);
  }

  /** With a message for a human and what lies behind it. */
  public BenchException(String message, Throwable cause) {
    super(message, cause);
  }
}
