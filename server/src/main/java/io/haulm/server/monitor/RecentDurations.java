package io.haulm.server.monitor;

import io.haulm.server.history.Buckets;
import java.util.Optional;

/**
 * How long things took of late: counts by bucket, of which each second takes away a little, so that
 * what happened a minute ago counts for a third.
 */
final class RecentDurations {
  private static final double FADE_MILLIS = 60_000;
  private static final double FORGOTTEN = 0.05;

  private final double[] counts = new double[Buckets.COUNT];

  /** So many things more fell into each bucket. */
  void add(long[] more, long elapsedMillis) {
    double kept = Math.exp(-elapsedMillis / FADE_MILLIS);
    for (int i = 0; i < counts.length; i++) {
      counts[i] = counts[i] * kept + more[i];
    }
  }

  /** Empty when nothing happened for some minutes. */
  Optional<Percentiles> percentiles() {
    double total = 0;
    for (double count : counts) {
      total += count;
    }
    return total < FORGOTTEN
        ? Optional.empty()
        : Optional.of(
            new Percentiles(
                Buckets.percentileMillis(counts, 0.50),
                Buckets.percentileMillis(counts, 0.95),
                Buckets.percentileMillis(counts, 0.99)));
  }
}
