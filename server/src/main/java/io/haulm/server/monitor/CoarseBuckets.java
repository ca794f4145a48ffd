package io.haulm.server.monitor;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;

/**
 * Buckets of powers of two as Prometheus' histograms, of which only every second bound is kept:
 * each costs a row for each tube.
 */
final class CoarseBuckets {
  private static final int BITS_PER_BUCKET = 2;
  private static final int BUCKETS = 12;
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final double MICROS_PER_SECOND = 1e6;

  /** Of counts by powers of two milliseconds: up to 0.001, 0.004, ... 1048.576 s, and beyond. */
  static ClassicHistogramBuckets ofMillis(long[] counts) {
    return of(counts, MILLIS_PER_SECOND);
  }

  /** Of counts by powers of two microseconds: up to 0.000001, ... 1.048576 s, and beyond. */
  static ClassicHistogramBuckets ofMicros(long[] counts) {
    return of(counts, MICROS_PER_SECOND);
  }

  private static ClassicHistogramBuckets of(long[] counts, double perSecond) {
    double[] bounds = new double[BUCKETS];
    long[] coarse = new long[BUCKETS];
    for (int i = 0; i < BUCKETS - 1; i++) {
      bounds[i] = (1L << (i * BITS_PER_BUCKET)) / perSecond;
    }
    bounds[BUCKETS - 1] = Double.POSITIVE_INFINITY;
    for (int i = 0; i < counts.length; i++) {
      // Bucket n holds what is below 2^n, so it belongs to the first bound that is not less.
      int bucket = Math.min(BUCKETS - 1, Math.ceilDiv(i, BITS_PER_BUCKET));
      coarse[bucket] += counts[i];
    }
    return ClassicHistogramBuckets.of(bounds, coarse);
  }

  private CoarseBuckets() {}
}
