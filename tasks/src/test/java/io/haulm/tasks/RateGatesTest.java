package io.haulm.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

/** Starts of limited tasks on one worker. */
class RateGatesTest {

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  /** Lets so many calls come at once, and again at their times, each a little late. */
  private static Duration start(int calls, RateLimit limit, Duration lateness) {
    RateGates gates = new RateGates();
    PriorityQueue<Instant> arrivals = new PriorityQueue<>(Comparator.naturalOrder());
    for (int i = 0; i < calls; i++) {
      arrivals.add(BEGIN);
    }
    Instant now = BEGIN;
    while (!arrivals.isEmpty()) {
      now = arrivals.remove();
      gates.waitUntil("t", limit, now).map(until -> until.plus(lateness)).ifPresent(arrivals::add);
    }
    return Duration.between(BEGIN, now);
  }

  @Test
  void callsThatComeAtTheirTimesStartAtTheRate() {
    assertThat(start(60, RateLimit.perSecond(10), Duration.ZERO))
        .isEqualTo(Duration.ofMillis(5900));
  }

  @Test
  void callsThatComeBackALittleLateStartAtTheRateAllTheSame() {
    assertThat(start(61, RateLimit.perSecond(10), Duration.ofMillis(40)))
        .isEqualTo(Duration.ofMillis(6040));
  }

  @Test
  void whatWasNotStartedInTheMeantimeIsNotMadeUpFor() {
    RateGates gates = new RateGates();
    RateLimit limit = RateLimit.perSecond(1);
    assertThat(gates.waitUntil("t", limit, BEGIN)).isEmpty();
    Instant later = BEGIN.plusSeconds(100);
    assertThat(gates.waitUntil("t", limit, later)).isEmpty();
    assertThat(gates.waitUntil("t", limit, later)).contains(later.plusSeconds(1));
  }
}
