package io.haulm.client;

/**
 * {@code NOT_FOUND}: there is no such job or tube, or the job is not in a state (or not in our
 * hands) that allows what was asked.
 */
public final class NotFoundException extends ErrorReplyException {
  private static final long serialVersionUID = 1;

  static final String WORD = "NOT_FOUND";

  NotFoundException(String command) {
    super(WORD, command, "there is no such thing, or it is not in a state that allows it");
  }
}
