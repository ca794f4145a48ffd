package io.haulm.server.monitor;

import io.haulm.engine.Check;

/**
 * From when on something needs attention.
 *
 * @param oldestReadyMillis age of the oldest ready job
 * @param unattendedMillis how long a job may be ready in a tube that nobody watches
 * @param buriedPerMinute how many jobs may be buried in a minute
 * @param pausedMillis how long a tube may be paused
 * @param lagEntries how far a group may be behind its stream
 * @param diskUsableBytes what should still be free on the disk
 */
public record AlertLimits(
    long oldestReadyMillis,
    long unattendedMillis,
    long buriedPerMinute,
    long pausedMillis,
    long lagEntries,
    long diskUsableBytes) {
  /** What holds where nothing else was set. */
  public static final AlertLimits DEFAULT =
      new AlertLimits(5 * 60_000L, 30_000L, 10, 60 * 60_000L, 10_000, 1L << 30);

  /** The same with another limit for the age of the oldest ready job. */
  public AlertLimits withOldestReadyMillis(long millis) {
    return new AlertLimits(
        millis, unattendedMillis, buriedPerMinute, pausedMillis, lagEntries, diskUsableBytes);
  }

  /** Refuses what is no limit. */
  public AlertLimits {
    Check.inRange("oldestReadyMillis", oldestReadyMillis, 1, Long.MAX_VALUE);
    Check.inRange("unattendedMillis", unattendedMillis, 0, Long.MAX_VALUE);
    Check.inRange("buriedPerMinute", buriedPerMinute, 0, Long.MAX_VALUE);
    Check.inRange("pausedMillis", pausedMillis, 0, Long.MAX_VALUE);
    Check.inRange("lagEntries", lagEntries, 0, Long.MAX_VALUE);
    Check.inRange("diskUsableBytes", diskUsableBytes, 0, Long.MAX_VALUE);
  }
}
