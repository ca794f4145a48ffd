package io.haulm.server.monitor;

import java.util.Arrays;
import java.util.Optional;

/** What can have a limit beyond which it needs attention. A limit of 0 is none: nobody is told. */
public enum AlertLimit {
  /** Age of the oldest ready job, in milliseconds. */
  OLDEST_READY_MILLIS("oldestReadyMillis", 5 * 60_000L, true),
  /** How long a job may be ready in a tube that nobody watches, in milliseconds. */
  UNATTENDED_MILLIS("unattendedMillis", 30_000, true),
  /** How long the ready jobs of a tube that fills up may take at its present speed, in ms. */
  BACKLOG_MILLIS("backlogMillis", 60_000, true),
  /** How many jobs may be buried in a minute. */
  BURIED_PER_MINUTE("buriedPerMinute", 10, true),
  /** How long a tube may be paused, in milliseconds. */
  PAUSED_MILLIS("pausedMillis", 60 * 60_000L, true),
  /** How far a group may be behind its stream, in entries. */
  LAG_ENTRIES("lagEntries", 10_000, false),
  /** What should still be free on the disk, in bytes. */
  DISK_USABLE_BYTES("diskUsableBytes", 1L << 30, false);

  private final String word;
  private final long usual;
  private final boolean isOfTube;

  AlertLimit(String word, long usual, boolean isOfTube) {
    this.word = word;
    this.usual = usual;
    this.isOfTube = isOfTube;
  }

  /** As the API and the settings call it. */
  public String word() {
    return word;
  }

  /** What holds where nothing else was set. */
  public long usual() {
    return usual;
  }

  /** True when each tube may have its own. */
  public boolean isOfTube() {
    return isOfTube;
  }

  /** The limit of this word. */
  public static Optional<AlertLimit> of(String word) {
    return Arrays.stream(values()).filter(limit -> limit.word.equals(word)).findFirst();
  }
}
