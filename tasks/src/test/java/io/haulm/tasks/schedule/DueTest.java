package io.haulm.tasks.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DueTest {

  private static final Schedule HOURLY = Schedule.every(Duration.ofHours(1));
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static Instant hour(int hour) {
    return NOON.plus(Duration.ofHours(hour - 12));
  }

  @Test
  void nothingIsDueBeforeItsTime() {
    Due due = Due.at(NOON.minusMillis(1), HOURLY, NOON, MissedRuns.all(5));
    assertThat(due).isEqualTo(new Due(List.of(), NOON));
  }

  @Test
  void runIsDueAtItsTime() {
    Due due = Due.at(NOON, HOURLY, NOON, MissedRuns.skip());
    assertThat(due).isEqualTo(new Due(List.of(NOON), hour(13)));
  }

  @Test
  void onceMakesUpForAllByTheLatest() {
    Due due = Due.at(NOON.plusSeconds(1800), HOURLY, hour(3), MissedRuns.once());
    assertThat(due).isEqualTo(new Due(List.of(NOON), hour(13)));
  }

  @Test
  void allMakesUpForEach() {
    Due due = Due.at(NOON, HOURLY, hour(9), MissedRuns.all(10));
    assertThat(due.runs()).containsExactly(hour(9), hour(10), hour(11), NOON);
  }

  @Test
  void allMakesUpForTheLatestOnlyUpToItsMaximum() {
    Due due = Due.at(NOON, HOURLY, hour(1), MissedRuns.all(2));
    assertThat(due.runs()).containsExactly(hour(11), NOON);
  }

  @Test
  void skipDropsWhatIsLate() {
    Instant now = NOON.plus(MissedRuns.SKIP_LATE_MAX);
    assertThat(Due.at(now, HOURLY, hour(9), MissedRuns.skip()).runs()).containsExactly(NOON);
    Due late = Due.at(now.plusMillis(1), HOURLY, hour(9), MissedRuns.skip());
    assertThat(late).isEqualTo(new Due(List.of(), hour(13)));
  }

  @Test
  void scheduleOfEachSecondThatSleptForTenYearsIsDealtWithAtOnce() {
    Schedule secondly = Schedule.every(Duration.ofSeconds(1));
    Due due = Due.at(NOON, secondly, NOON.minus(Duration.ofDays(3650)), MissedRuns.all(3));
    assertThat(due.runs()).containsExactly(NOON.minusSeconds(2), NOON.minusSeconds(1), NOON);
  }

  @Test
  void intervalIsCountedFrom1970() {
    assertThat(HOURLY.next(NOON.plusSeconds(1))).isEqualTo(hour(13));
    assertThat(HOURLY.next(NOON)).isEqualTo(hour(13));
    assertThat(HOURLY.next(Instant.ofEpochMilli(-1))).isEqualTo(Instant.EPOCH);
  }

  @Test
  void limitsAreKept() {
    assertThatThrownBy(() -> Schedule.every(Interval.PERIOD_MIN.minusMillis(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Schedule.every(Duration.ofSeconds(1).plusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(MissedRuns.all(MissedRuns.RUNS_MAX).runsMax()).isEqualTo(MissedRuns.RUNS_MAX);
    assertThatThrownBy(() -> MissedRuns.all(MissedRuns.RUNS_MAX + 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new MissedRuns(1, Duration.ofMillis(1_500)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MissedRuns.all(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
