package io.haulm.client;

/** {@code EXPECTED_CRLF}: a body was not as long as its command had said. */
public final class ExpectedCrlfException extends ErrorReplyException {
  private static final long serialVersionUID = 1;

  static final String WORD = "EXPECTED_CRLF";

  ExpectedCrlfException(String command) {
    super(WORD, command, "the body is not as long as announced");
  }
}
