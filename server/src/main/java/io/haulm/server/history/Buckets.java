package io.haulm.server.history;

import io.haulm.engine.Check;

/**
 * The buckets of waiting times: bucket 0 holds what took less than a millisecond, bucket {@code i}
 * what took less than {@code 2^i} ms, and the last one everything longer, too.
 */
public final class Buckets {
  /** How many there are. */
  public static final int COUNT = 32;

  /** The bucket of a time in milliseconds. */
  public static int of(long millis) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, millis));
    return Math.min(bits, COUNT - 1);
  }

  /** All times in this bucket are below it; the last bucket has times above it, too. */
  public static long belowMillis(int bucket) {
    Check.inRange("bucket", bucket, 0, COUNT - 1);
    return 1L << bucket;
  }

  /**
   * The time that a share of all counted ones does not exceed, interpolated within its bucket.
   *
   * @param counts how many times fell into each bucket; not all 0
   * @param share above 0, at most 1
   */
  public static double percentileMillis(long[] counts, double share) {
    long total = total(counts);
    Check.inRange("number of counted times", total, 1, Long.MAX_VALUE);
    double wanted = share * total;
    long before = 0;
    int bucket = 0;
    while (before + counts[bucket] < wanted) {
      before += counts[bucket];
      bucket++;
    }
    double low = bucket == 0 ? 0 : belowMillis(bucket - 1);
    return low + (belowMillis(bucket) - low) * (wanted - before) / counts[bucket];
  }

  /** The sum of all counts. */
  public static long total(long[] counts) {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  private Buckets() {}
}
