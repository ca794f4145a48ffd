package io.haulm.server.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BucketsTest {
  @Test
  void aTimeLiesBelowTheUpperEndOfItsBucketAndNotBelowThatOfTheOneBefore() {
    for (long millis = 0; millis < 10_000; millis++) {
      int bucket = Buckets.of(millis);

      assertThat(millis).isLessThan(Buckets.belowMillis(bucket));
      if (bucket > 0) {
        assertThat(millis).isGreaterThanOrEqualTo(Buckets.belowMillis(bucket - 1));
      }
    }
  }

  @Test
  void theLastBucketTakesEverythingLonger() {
    assertThat(Buckets.of(1L << 31)).isEqualTo(Buckets.COUNT - 1);
    assertThat(Buckets.of(Long.MAX_VALUE)).isEqualTo(Buckets.COUNT - 1);
  }

  @Test
  void percentilesAreInterpolatedWithinTheirBucket() {
    long[] counts = new long[Buckets.COUNT];
    counts[Buckets.of(0)] = 50;
    counts[Buckets.of(100)] = 50;

    assertThat(Buckets.percentileMillis(counts, 0.25)).isCloseTo(0.5, within(0.001));
    assertThat(Buckets.percentileMillis(counts, 0.50)).isCloseTo(1, within(0.001));
    assertThat(Buckets.percentileMillis(counts, 0.75)).isCloseTo(96, within(0.001));
    assertThat(Buckets.percentileMillis(counts, 1)).isCloseTo(128, within(0.001));
  }
}
