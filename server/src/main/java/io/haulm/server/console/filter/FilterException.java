package io.haulm.server.console.filter;

import java.io.Serial;
import java.util.Locale;

/** A filter cannot be understood. */
public final class FilterException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  /** What can be wrong with a filter. The console tells the same ones in its own languages. */
  public enum Code {
    /** It has too many characters. */
    LONG,
    /** It has too many words. */
    WORDS,
    /** A quote is not closed. */
    QUOTE,
    /** There is no field of this name. */
    FIELD,
    /** A value is missing. */
    EMPTY,
    /** A part of a path into the body is missing. */
    PATH,
    /** There is no such state. */
    STATE,
    /** This is no number. */
    NUMBER,
    /** This is no time. */
    DURATION,
    /** This is no length. */
    SIZE;

    /** As the API calls it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Code code;
  private final int at;

  FilterException(Code code, int at, String message) {
    super(message);
    this.code = code;
    this.at = at;
  }

  /** What kind of mistake it is. */
  public Code code() {
    return code;
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
