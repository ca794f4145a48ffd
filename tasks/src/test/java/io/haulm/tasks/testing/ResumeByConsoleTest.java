package io.haulm.tasks.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.tasks.Task;
import io.haulm.tasks.schedule.Schedule;
import io.haulm.tasks.schedule.Scheduled;
import io.haulm.tasks.schedule.Schedules;
import io.haulm.tasks.spi.Batch;
import io.haulm.tasks.spi.ScheduleStore;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the server's console does to a schedule, which it cannot count runs of. */
class ResumeByConsoleTest {
  private static final Task<String, Void> REPORT = Task.named("report", String.class, Void.class);

  private final TestClock clock = TestClock.at("2026-01-01T00:00:00Z");
  private final TestTasks tasks = TestTasks.manual(clock).run(REPORT, (text, context) -> {});
  private final Schedules schedules = tasks.client().schedules();
  private final ScheduleStore store = tasks.scheduleStore();

  private void keepPaused() {
    schedules.put(Scheduled.of("hourly", Schedule.every(Duration.ofHours(1)), REPORT.with("x")));
    schedules.pause("hourly");
    clock.advance(Duration.ofMinutes(90));
  }

  @Test
  void pausedScheduleThatIsDueAllTheSameIsResumed() {
    keepPaused();
    String text = store.read("hourly").join().orElseThrow();
    var due = new ScheduleStore.Change("hourly", text, text, clock.instant(), null);
    assertThat(store.change(due, new Batch(Duration.ofDays(1))).join()).isTrue();

    assertThat(schedules.fireDue()).as("runs of the pause").isZero();

    assertThat(schedules.get("hourly").orElseThrow().paused()).isFalse();
    assertThat(schedules.get("hourly").orElseThrow().next())
        .isEqualTo(Instant.parse("2026-01-01T02:00:00Z"));
  }

  @Test
  void pausedScheduleThatNobodyAsksForStaysPaused() {
    keepPaused();

    assertThat(schedules.fireDue()).isZero();

    assertThat(schedules.get("hourly").orElseThrow().paused()).isTrue();
  }
}
