package io.haulm.server.history;

/**
 * A number that a series keeps. The first two are counts and add up; the others are levels, and a
 * period keeps the highest one that was seen in it, so that a short peak still shows in a long
 * period.
 */
public enum Metric {
  /** Jobs put, entries added. */
  IN,
  /** Jobs deleted, entries delivered. */
  OUT,
  /** Jobs that are ready. */
  READY,
  /** Jobs that are reserved. */
  RESERVED,
  /** Jobs that are delayed. */
  DELAYED,
  /** Jobs that are buried. */
  BURIED,
  /** Age in milliseconds of the job that has been ready for longest. */
  OLDEST;

  /** How many there are. */
  public static final int COUNT = 7;

  /** Of a stream: how many entries it has. */
  public static final Metric LENGTH = READY;

  /** Of a stream: entries delivered to consumers of its groups but not acknowledged. */
  public static final Metric PENDING = RESERVED;

  /** Of a stream: entries that the group furthest behind has still to be given. */
  public static final Metric LAG = DELAYED;

  boolean addsUp() {
    return this == IN || this == OUT;
  }
}
