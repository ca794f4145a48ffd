package io.haulm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobIndexTest {
  private final JobTable jobs = new JobTable();
  private final JobIndex index = new JobIndex(jobs);

  @Test
  void growsByOneBucketAtATimeAndShrinksByTwo() {
    for (int id = 1; id <= 10_000; id++) {
      int before = index.buckets();
      index.add(job(id));
      assertThat(index.buckets() - before).isBetween(0, 1);
    }
    assertThat(index.buckets()).isEqualTo(10_000);

    for (int id = 1; id <= 10_000; id++) {
      int before = index.buckets();
      index.remove(index.find(id));
      assertThat(before - index.buckets()).isBetween(0, 2);
    }

    assertThat(index.size()).isZero();
    assertThat(index.buckets()).isEqualTo(JobIndex.BUCKETS_MIN);
  }

  @Test
  void idsInRegularStepsDoNotMeetInOneBucket() {
    int count = 10_000;
    for (long i = 0; i < count; i++) {
      index.add(job(i << 20));
    }

    long steps = 0;
    for (long i = 0; i < count; i++) {
      for (int slot = index.find(i << 20); slot != JobTable.NONE; slot = jobs.chain(slot)) {
        steps++;
      }
    }

    assertThat(steps).isLessThan(4L * count);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void behavesLikeAMap(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Long, Integer> expected = new HashMap<>();
    for (int step = 0; step < 30_000; step++) {
      long id = random.nextLong(step % 6000 < 3000 ? 5000 : 500);
      int found = index.find(id);
      assertThat(found).isEqualTo(expected.getOrDefault(id, JobTable.NONE));
      if (found == JobTable.NONE) {
        int slot = job(id);
        index.add(slot);
        expected.put(id, slot);
      } else {
        index.remove(found);
        jobs.free(found);
        expected.remove(id);
      }
      assertThat(index.size()).isEqualTo(expected.size());
    }
    expected.forEach((id, slot) -> assertThat(index.find(id)).isEqualTo(slot));
  }

  private int job(long id) {
    int slot = jobs.take();
    jobs.setId(slot, id);
    return slot;
  }
}
