package io.haulm.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a job that failed waits before it is tried again: doubled with each attempt, up to a
 * maximum, and then anything between half of that and all of it, so that jobs that failed together
 * do not come back together.
 */
public final class Backoff {
  private static final int DOUBLINGS_MAX = 40;

  private final long firstMillis;
  private final long maxMillis;

  private Backoff(long firstMillis, long maxMillis) {
    this.firstMillis = firstMillis;
    this.maxMillis = maxMillis;
  }

  /**
   * Doubles with each attempt.
   *
   * @param first the longest wait after the first attempt; zero means that no job ever waits
   * @param max the longest wait of all, at most 2^32-1 seconds
   */
  public static Backoff exponential(Duration first, Duration max) {
    ProtocolLimits.seconds("first", first, ProtocolLimits.UNSIGNED_MAX);
    ProtocolLimits.seconds("max", max, ProtocolLimits.UNSIGNED_MAX);
    if (first.compareTo(max) > 0) {
      throw new IllegalArgumentException("the first wait must not be longer than the longest");
    }
    return new Backoff(first.toMillis(), max.toMillis());
  }

  /** The longest wait after an attempt; the first is number 1. */
  Duration limit(long attempt) {
    int doublings = (int) Math.min(Math.max(attempt - 1, 0), DOUBLINGS_MAX);
    // Multiplying can overflow, so the maximum is compared at the other side.
    boolean isBeyond = firstMillis > maxMillis >> doublings;
    return Duration.ofMillis(isBeyond ? maxMillis : firstMillis << doublings);
  }

  /** A wait after an attempt, by chance from half the limit to the limit. */
  Duration after(long attempt) {
    long limitMillis = limit(attempt).toMillis();
    return Duration.ofMillis(
        limitMillis - ThreadLocalRandom.current().nextLong(limitMillis / 2 + 1));
  }
}
