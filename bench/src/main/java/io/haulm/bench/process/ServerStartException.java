package io.haulm.bench.process;

/** A server ended before it answered; the message holds the last line that it printed. */
public final class ServerStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ServerStartException(String message) {
    super(message);
  }
}
