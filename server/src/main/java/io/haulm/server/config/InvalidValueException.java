package io.haulm.server.config;

/**
 * A text is not a value of the wanted kind. The message says what would be one, to be read after
 * the name of the setting: {@code must be 1.12 or 1.13}.
 */
public final class InvalidValueException extends Exception {
  private static final long serialVersionUID = 1;

  /** A text that cannot be understood. */
  public InvalidValueException(String message) {
    super(message);
  }
}
