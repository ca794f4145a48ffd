package io.haulm.journal;

import java.io.IOException;

/** A file holds something other than what was written and synced. Nothing is skipped. */
public final class JournalDamagedException extends IOException {
  private static final long serialVersionUID = 1;

  private final String file;
  private final long offset;

  /** Damage at {@code offset} of {@code file}; {@code what} says what is wrong there. */
  public JournalDamagedException(String file, long offset, String what) {
    super(file + " is damaged at offset " + offset + ": " + what);
    this.file = file;
    this.offset = offset;
  }

  /** Name of the damaged file in the data folder. */
  public String file() {
    return file;
  }

  /** Where in the file the damage begins, in bytes. */
  public long offset() {
    return offset;
  }
}
