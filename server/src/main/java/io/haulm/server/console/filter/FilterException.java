package io.haulm.server.console.filter;

import java.io.Serial;

/** A filter cannot be understood. */
public final class FilterException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final int at;

  FilterException(int at, String message) {
    super(message);
    this.at = at;
  }

  /** Where the mistake is: an index into the filter's text. */
  public int at() {
    return at;
  }

  /** What is wrong, in words for people. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
