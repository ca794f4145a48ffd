package io.haulm.client;

/** {@code INTERNAL_ERROR}: a bug or a failed disk in the server; its log says more. */
public final class ServerInternalErrorException extends ErrorReplyException {
  private static final long serialVersionUID = 1;

  static final String WORD = "INTERNAL_ERROR";

  ServerInternalErrorException(String command) {
    super(WORD, command, "the server has an error of its own");
  }
}
