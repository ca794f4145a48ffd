package io.haulm.client;

/** {@code DRAINING}: the server is being drained and takes no new jobs; try another one. */
public final class DrainingException extends ErrorReplyException {
  private static final long serialVersionUID = 1;

  static final String WORD = "DRAINING";

  DrainingException(String command) {
    super(WORD, command, "the server takes no new jobs");
  }
}
