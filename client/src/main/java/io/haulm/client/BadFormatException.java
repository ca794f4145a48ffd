package io.haulm.client;

/** {@code BAD_FORMAT}: the server cannot read the command, a name or a number in it. */
public final class BadFormatException extends ErrorReplyException {
  private static final long serialVersionUID = 1;

  static final String WORD = "BAD_FORMAT";

  BadFormatException(String command) {
    super(WORD, command, "the server cannot read it");
  }
}
