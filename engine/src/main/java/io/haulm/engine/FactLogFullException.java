package io.haulm.engine;

/** There is no room for another job on disk. Facts that free room are always taken. */
public final class FactLogFullException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A full log; {@code message} says what is full. */
  public FactLogFullException(String message) {
    // Without a stack trace: a full disk is met on every put, and costs no more than the reply.
    super(message, null, false, false);
  }
}
