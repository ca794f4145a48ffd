package io.haulm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagedIntsTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void behavesLikeAList(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    PagedInts ints = new PagedInts();
    List<Integer> expected = new ArrayList<>();
    for (int run = 0; run < 60; run++) {
      boolean grows = random.nextBoolean();
      for (int i = random.nextInt(1500); i > 0; i--) {
        if (grows) {
          int value = random.nextInt();
          ints.add(value);
          expected.add(value);
        } else if (!expected.isEmpty()) {
          assertThat(ints.removeLast()).isEqualTo(expected.removeLast());
        }
      }
      assertThat(ints.size()).isEqualTo(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        assertThat(ints.get(i)).isEqualTo(expected.get(i));
      }
    }
  }

  @Test
  void startsSmallAndGivesBackWhatItTook() {
    PagedInts ints = new PagedInts();
    assertThat(ints.capacity()).isZero();
    for (int i = 0; i < 100_000; i++) {
      ints.add(i);
    }
    assertThat(ints.capacity()).isBetween(100_000, 102_400);

    while (ints.size() > 1) {
      ints.removeLast();
    }

    assertThat(ints.capacity()).isEqualTo(4);
  }
}
