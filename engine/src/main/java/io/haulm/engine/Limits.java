package io.haulm.engine;

/** The largest values that the beanstalkd protocol can carry. A face refuses what lies beyond. */
public final class Limits {
  /** Largest priority: an unsigned 32-bit number. 0 is the most urgent. */
  public static final long PRIORITY_MAX = 0xFFFF_FFFFL;

  /** A ready job whose priority is below this one counts as urgent in the statistics. */
  public static final long URGENT_BELOW = 1024;

  /** Longest delay, time to run and pause: 2^32-1 seconds, in milliseconds. */
  public static final long DURATION_MILLIS_MAX = 0xFFFF_FFFFL * 1000;

  /** Longest tube name, in bytes. */
  public static final int TUBE_NAME_BYTES_MAX = 200;

  /** Largest body a server may be configured to accept, in bytes: 1 GiB. */
  public static final int BODY_BYTES_MAX = 1 << 30;

  /** Largest job id: 2^53-1, the largest integer that a JavaScript client reads without loss. */
  public static final long JOB_ID_MAX = (1L << 53) - 1;

  private Limits() {}
}
