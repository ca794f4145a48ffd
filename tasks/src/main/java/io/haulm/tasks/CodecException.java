package io.haulm.tasks;

/** A value could not be written, or what was read does not fit the type it should have. */
public final class CodecException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what was wrong. */
  public CodecException(String message) {
    super(message);
  }

  /** Says what was wrong, and what found it. */
  public CodecException(String message, Throwable cause) {
    super(message, cause);
  }
}
