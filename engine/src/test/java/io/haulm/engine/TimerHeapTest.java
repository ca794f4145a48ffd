package io.haulm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerHeapTest {
  private final TimerHeap timers = new TimerHeap();
  private final JobTable jobs = new JobTable();

  @Test
  void whatHasNoTimeIsNotInTheHeap() {
    Tube tube = tube(1);
    timers.schedule(tube, 100);
    assertThat(timers.firstDueMillis()).isEqualTo(100);

    timers.schedule(tube, Long.MAX_VALUE);

    assertThat(timers.first()).isNull();
    assertThat(timers.firstDueMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void atTheSameTimeTubesComeBeforeSessionsAndOldBeforeYoung() {
    Tube young = tube(2);
    Tube old = tube(1);
    Session session = new Session("owner", 0, 1, old);
    List<Timed> order = new ArrayList<>();
    for (Timed item : List.of(session, young, old)) {
      timers.schedule(item, 100);
    }

    for (Timed first = timers.first(); first != null; first = timers.first()) {
      order.add(first);
      timers.schedule(first, Long.MAX_VALUE);
    }

    assertThat(order).containsExactly(old, young, session);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void behavesLikeASortedList(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Tube> tubes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      tubes.add(tube(i));
    }
    for (int step = 0; step < 20_000; step++) {
      Tube tube = tubes.get(random.nextInt(tubes.size()));
      boolean never = random.nextInt(10) < (step % 4000 < 2000 ? 2 : 8);
      timers.schedule(tube, never ? Long.MAX_VALUE : random.nextInt(100));

      List<Tube> due = tubes.stream().filter(t -> t.dueMillis != Long.MAX_VALUE).toList();
      assertThat(timers.size()).isEqualTo(due.size());
      assertThat(timers.first())
          .isEqualTo(
              due.stream()
                  .min(
                      Comparator.<Tube>comparingLong(t -> t.dueMillis)
                          .thenComparingInt(t -> t.number))
                  .orElse(null));
    }
  }

  private Tube tube(int number) {
    return new Tube("tube" + number, number, number, jobs);
  }
}
