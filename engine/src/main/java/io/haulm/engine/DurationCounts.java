package io.haulm.engine;

import java.util.Arrays;

/**
 * How many durations there were of each length, counted since the tube exists. Bucket 0 counts what
 * took less than a millisecond, bucket n what took from 2^(n-1) milliseconds to just below 2^n.
 */
final class DurationCounts {
  /** The last bucket counts everything from about 17 years on. */
  static final int BUCKETS_MAX = 40;

  private static final int FIRST_BUCKETS = 8;
  private static final long[] NOTHING = {};

  // Grows with the longest duration: each of ten thousand tubes has two of these.
  private long[] counts = NOTHING;

  void add(long millis) {
    int bucket =
        Math.min(BUCKETS_MAX - 1, Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, millis)));
    if (bucket >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(FIRST_BUCKETS, bucket + 1));
    }
    counts[bucket]++;
  }

  /** The counts by bucket, without the empty buckets at the end that were never needed. */
  long[] copy() {
    return counts.clone();
  }
}
