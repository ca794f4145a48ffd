package io.haulm.server.store;

import io.haulm.journal.Position;

/**
 * The journal is whole, but holds a fact that this release cannot read: it was written by a later
 * one.
 */
public final class UnreadableFactException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnreadableFactException(long position, BadFactException cause) {
    super(
        "the record at offset "
            + Position.offset(position)
            + " of segment "
            + Position.segment(position)
            + " cannot be read by this release: "
            + cause.getMessage(),
        cause);
  }
}
