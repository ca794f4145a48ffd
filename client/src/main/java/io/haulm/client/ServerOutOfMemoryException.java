package io.haulm.client;

/**
 * {@code OUT_OF_MEMORY}: the server has no room, in memory or on disk; what was asked was not done.
 */
public final class ServerOutOfMemoryException extends ErrorReplyException {
  private static final long serialVersionUID = 1;

  static final String WORD = "OUT_OF_MEMORY";

  ServerOutOfMemoryException(String command) {
    super(WORD, command, "the server has no room for it");
  }
}
