package io.haulm.server.store;

/** A record of the journal is whole, but does not hold a fact that this release can read. */
public final class BadFactException extends Exception {
  private static final long serialVersionUID = 1;

  BadFactException(String message) {
    super(message);
  }
}
