package io.haulm.journal;

/**
 * Something in a data folder that is not as it should be.
 *
 * @param kind how bad it is
 * @param file name of the file
 * @param offset where it begins, in bytes
 * @param bytes how much is affected
 * @param what in words
 */
public record JournalProblem(Kind kind, String file, long offset, long bytes, String what) {
  /** How bad a problem is. */
  public enum Kind {
    /** A tail that was being written at a crash. The next start cuts it off; nothing is lost. */
    TORN_TAIL,
    /** A hint that is not whole. It is not used; nothing is lost. */
    HINT,
    /** Records are lost here. The server does not start until it is repaired. */
    DAMAGE,
    /** Nothing in the file can be read by this release, and repair leaves it alone. */
    UNREADABLE
  }

  @Override
  public String toString() {
    return file + " at " + offset + ", " + bytes + " bytes: " + what;
  }
}
