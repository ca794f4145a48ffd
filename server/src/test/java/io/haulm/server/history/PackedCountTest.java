package io.haulm.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedCountTest {
  @Test
  void smallCountsAreExact() {
    for (long count = 0; count < 4096; count++) {
      assertThat(PackedCount.unpack(PackedCount.pack(count))).isEqualTo(count);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void largeCountsAreATwoThousandthTooLowAtMost(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 10_000; i++) {
      long count = random.nextLong(PackedCount.COUNT_MAX) >>> random.nextInt(40);

      long kept = PackedCount.unpack(PackedCount.pack(count));

      assertThat(kept).isBetween(count - count / 2048, count);
    }
  }

  @Test
  void theLargestCountIsKeptAndOneMoreIsKeptAsIt() {
    assertThat(PackedCount.unpack(PackedCount.pack(PackedCount.COUNT_MAX)))
        .isEqualTo(PackedCount.COUNT_MAX);
    assertThat(PackedCount.unpack(PackedCount.pack(PackedCount.COUNT_MAX + 1)))
        .isEqualTo(PackedCount.COUNT_MAX);
    assertThat(PackedCount.unpack(PackedCount.pack(Long.MAX_VALUE)))
        .isEqualTo(PackedCount.COUNT_MAX);
  }
}
