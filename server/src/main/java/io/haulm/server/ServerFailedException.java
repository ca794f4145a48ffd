package io.haulm.server;

/**
 * The server ended by itself: a claim of its own did not hold, or its journal failed. The reason
 * has been logged; the message tells it in one line.
 */
public final class ServerFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ServerFailedException(Throwable cause) {
    super("the server has failed: " + cause.getMessage(), cause);
  }
}
