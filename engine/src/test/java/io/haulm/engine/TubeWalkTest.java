package io.haulm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A walk over the tubes in slices, while tubes come and go. */
class TubeWalkTest {
  private final EngineFixture fixture = new EngineFixture();
  private final JobBrowser browser = fixture.engine.browser();
  private final List<String> seen = new ArrayList<>();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void eachTubeThatStaysIsSeen(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Session> passing = new ArrayList<>();
    List<String> staying = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Session session = fixture.connectTo("s" + i, "tube" + i);
      if (random.nextBoolean()) {
        passing.add(session);
      } else {
        staying.add("tube" + i);
      }
    }

    int cursor = browser.tubesBegin();
    while (cursor != JobBrowser.END) {
      cursor = browser.tubes(cursor, 7, tube -> seen.add(tube.name()));
      for (int i = 0; i < 5 && !passing.isEmpty(); i++) {
        Session gone = passing.remove(random.nextInt(passing.size()));
        fixture.engine.disconnect(fixture.now, gone);
      }
    }

    assertThat(seen).containsAll(staying);
  }

  @Test
  void withoutChangesEachTubeIsSeenOnce() {
    for (int i = 0; i < 9; i++) {
      fixture.connectTo("s" + i, "tube" + i);
    }

    int cursor = browser.tubes(browser.tubesBegin(), 9, tube -> seen.add(tube.name()));
    assertThat(seen).hasSize(9);
    assertThat(browser.tubes(cursor, 9, tube -> seen.add(tube.name()))).isEqualTo(JobBrowser.END);

    assertThat(seen).hasSize(10).doesNotHaveDuplicates();
  }

  @Test
  void theFiguresOfTheEngineCountWhatItHas() {
    Session alice = fixture.connectTo("alice", "mail");
    fixture.put(alice, 7);

    assertThat(fixture.engine.figures().ready()).isEqualTo(1);
    assertThat(fixture.engine.figures().totalJobs()).isEqualTo(1);
    assertThat(fixture.engine.figures().tubes()).isEqualTo(2);
  }
}
