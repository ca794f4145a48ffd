package io.haulm.client;

/** {@code NOT_IGNORED}: the last tube of a watch list cannot be ignored. */
public final class NotIgnoredException extends ErrorReplyException {
  private static final long serialVersionUID = 1;

  static final String WORD = "NOT_IGNORED";

  NotIgnoredException(String command) {
    super(WORD, command, "a connection must watch at least one tube");
  }
}
