package io.haulm.client;

/** {@code UNKNOWN_COMMAND}: the server does not have this command. */
public final class UnknownCommandException extends ErrorReplyException {
  private static final long serialVersionUID = 1;

  static final String WORD = "UNKNOWN_COMMAND";

  UnknownCommandException(String command) {
    super(WORD, command, "the server is too old for it, or no server of this protocol");
  }
}
