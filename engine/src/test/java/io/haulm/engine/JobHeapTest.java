package io.haulm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobHeapTest {
  private final JobTable jobs = new JobTable();
  private final JobHeap heap = new JobHeap(jobs);
  private long lastId;

  @Test
  void anEmptyHeapHasNoFirst() {
    assertThat(heap.first()).isEqualTo(JobTable.NONE);
    assertThat(heap.isEmpty()).isTrue();
  }

  @Test
  void equalRanksAreOrderedById() {
    int first = job(7);
    int second = job(7);
    heap.add(second);
    heap.add(first);

    assertThat(heap.first()).isEqualTo(first);
  }

  @Test
  void theLargestPriorityIsNotTakenForANegativeOne() {
    int large = job(Limits.PRIORITY_MAX);
    int small = job(1);
    heap.add(large);
    heap.add(small);

    assertThat(heap.first()).isEqualTo(small);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void behavesLikeASortedSet(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TreeSet<Integer> expected =
        new TreeSet<>(Comparator.comparingLong(jobs::rank).thenComparingLong(jobs::id));
    List<Integer> members = new ArrayList<>();
    for (int step = 0; step < 20_000; step++) {
      // Grows in the first half of each thousand, shrinks in the second.
      boolean adds = random.nextInt(10) < (step % 4000 < 2000 ? 7 : 3);
      if (adds || members.isEmpty()) {
        int slot = job(random.nextInt(50));
        heap.add(slot);
        members.add(slot);
        expected.add(slot);
      } else {
        int slot = members.get(random.nextInt(members.size()));
        expected.remove(slot);
        if (random.nextBoolean()) {
          heap.move(slot, random.nextInt(50));
          expected.add(slot);
        } else {
          heap.remove(slot);
          members.remove(Integer.valueOf(slot));
          jobs.free(slot);
        }
      }
      assertThat(heap.size()).isEqualTo(expected.size());
      assertThat(heap.first()).isEqualTo(expected.isEmpty() ? JobTable.NONE : expected.first());
    }
    while (!expected.isEmpty()) {
      int slot = heap.first();
      assertThat(slot).isEqualTo(expected.pollFirst());
      heap.remove(slot);
    }
  }

  private int job(long rank) {
    int slot = jobs.take();
    jobs.setId(slot, ++lastId);
    jobs.setRank(slot, rank);
    return slot;
  }
}
