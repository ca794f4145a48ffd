package io.haulm.cli.top;

/** The server cannot be asked, or refuses; the message says so in words. */
public final class ApiException extends Exception {
  private static final long serialVersionUID = 1;

  ApiException(String message) {
    super(message);
  }
}
