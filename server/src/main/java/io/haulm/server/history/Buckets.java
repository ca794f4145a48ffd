package io.haulm.server.history;

import io.haulm.engine.Check;
import java.util.Arrays;

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
  public static double percentileMillis(double[] counts, double share) {
    double total = Arrays.stream(counts).sum();
    Check.invariant(total > 0, "a percentile is asked for when something was counted");
    double wanted = share * total;
    double before = 0;
    int bucket = 0;
    // Sums of fractions may fall short of their total, so the last bucket takes what is left.
    while (bucket < COUNT - 1 && before + counts[bucket] < wanted) {
      before += counts[bucket];
      bucket++;
    }
    double low = bucket == 0 ? 0 : belowMillis(bucket - 1);
    double part = counts[bucket] == 0 ? 1 : Math.min(1, (wanted - before) / counts[bucket]);
    return low + (belowMillis(bucket) - low) * part;
  }

  /** The same for whole counts. */
  public static double percentileMillis(long[] counts, double share) {
    return percentileMillis(Arrays.stream(counts).asDoubleStream().toArray(), share);
  }

  /** The sum of all counts. */
  public static long total(long[] counts) {
    return Arrays.stream(counts).sum();
  }

  /**
   * How many more there are in each bucket than before.
   *
   * @param before counts of the same buckets, of which more may have come into use since
   * @return {@link #COUNT} of them; if counting began anew in between, just the counts
   */
  public static long[] difference(long[] now, long[] before) {
    boolean begunAnew = total(now) < total(before);
    long[] difference = new long[COUNT];
    for (int i = 0; i < now.length; i++) {
      long more = now[i] - (begunAnew || i >= before.length ? 0 : before[i]);
      difference[Math.min(i, COUNT - 1)] += Math.max(0, more);
    }
    return difference;
  }

  private Buckets() {}
}
