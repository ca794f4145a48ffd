package io.haulm.journal;

/** When a commit counts as durable. */
public sealed interface SyncPolicy {
  /** When it is on the disk. One sync serves all commits that wait for it. */
  record EachCommit() implements SyncPolicy {}

  /**
   * At once. A timer syncs what is not yet on the disk, also after the last write.
   *
   * @param millis 1 to {@link #MILLIS_MAX}
   */
  record Interval(int millis) implements SyncPolicy {
    /** Longest interval: one hour. */
    public static final int MILLIS_MAX = 3_600_000;

    /** Refuses an interval that is none. */
    public Interval {
      if (millis < 1 || millis > MILLIS_MAX) {
        throw new IllegalArgumentException(
            "millis is " + millis + ", outside of 1 to " + MILLIS_MAX);
      }
    }
  }

  /**
   * When the operating system has it. Synced only when a segment ends, before an old one is deleted
   * and when the journal is closed.
   */
  record SystemDecides() implements SyncPolicy {}
}
