package io.haulm.journal.disk;

import java.io.IOException;

/** The disk has no room for what was to be written. */
public final class DiskFullException extends IOException {
  private static final long serialVersionUID = 1;

  /** A full disk; {@code message} says which file met it. */
  public DiskFullException(String message) {
    super(message);
  }
}
