package io.haulm.client;

/**
 * {@code DEADLINE_SOON}: the time to run of a job that this connection holds ends within a second:
 * finish it, or touch it.
 */
public final class DeadlineSoonException extends ErrorReplyException {
  private static final long serialVersionUID = 1;

  static final String WORD = "DEADLINE_SOON";

  DeadlineSoonException(String command) {
    super(WORD, command, "a job of this connection has less than a second left");
  }
}
