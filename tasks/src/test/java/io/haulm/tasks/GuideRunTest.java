package io.haulm.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.tasks.schedule.Schedule;
import io.haulm.tasks.schedule.ScheduleEntry;
import io.haulm.tasks.testing.TestTasks;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The guide's examples of schedules and of testing do what the guide says. */
class GuideRunTest {

  @Test
  void testByHandRuns() {
    GuideExamples.byHand();
  }

  @Test
  void inlineTestRuns() {
    GuideExamples.inline();
  }

  @Test
  void manyRunsFitIntoFewMessagesAndTaskMayBeDivided() {
    Task<List<GuideExamples.Charge>, Long> total =
        Task.named("orders.divide", TypeRef.listOf(GuideExamples.Charge.class), Long.class);
    List<GuideExamples.Charge> charges =
        Collections.nCopies(1001, new GuideExamples.Charge("o-1", 2));
    try (TestTasks tasks = TestTasks.inline()) {
      tasks
          .handle(
              GuideExamples.LIMITED,
              (charge, context) -> new GuideExamples.Receipt("r", charge.cents()))
          .handle(
              GuideExamples.TOTAL,
              (receipts, context) ->
                  receipts.stream().mapToLong(GuideExamples.Receipt::cents).sum())
          .handle(total, GuideExamples::divide);
      assertThat(GuideExamples.inFewMessages(tasks.client(), charges)).hasSize(11);
      assertThat(tasks.enqueue(total, charges).get(Duration.ofSeconds(1))).isEqualTo(2002);
    }
  }

  @Test
  void schedulesCanBeSeenAndChanged() {
    try (TestTasks tasks = TestTasks.manual()) {
      var call = GuideExamples.CHARGE.with(new GuideExamples.Charge("o-1", 1));
      tasks.schedule("nightly", Schedule.every(Duration.ofDays(1)), call);
      tasks.schedule("hourly", Schedule.every(Duration.ofHours(1)), call);

      GuideExamples.look(tasks.client());

      assertThat(tasks.client().schedules().list())
          .extracting(ScheduleEntry::name)
          .containsExactly("nightly");
      assertThat(tasks.enqueued(GuideExamples.CHARGE)).hasSize(1);
    }
  }
}
