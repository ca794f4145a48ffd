package io.haulm.tasks.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.tasks.Canvas;
import io.haulm.tasks.Task;
import io.haulm.tasks.TypeRef;
import io.haulm.tasks.testing.TestClock;
import io.haulm.tasks.testing.TestTasks;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SchedulesTest {

  private static final Task<String, Void> REPORT = Task.named("report", String.class, Void.class);
  private static final Task<Long, Long> DOUBLE = Task.named("double", Long.class, Long.class);
  private static final Task<List<Long>, Long> SUM =
      Task.named("sum", TypeRef.listOf(Long.class), Long.class);
  private static final Schedule HOURLY = Schedule.every(Duration.ofHours(1));

  private final List<Instant> ran = new ArrayList<>();
  private final TestClock clock = TestClock.at("2026-01-01T00:00:00Z");
  private final TestTasks tasks =
      TestTasks.manual(clock).run(REPORT, (text, context) -> ran.add(clock.instant()));
  private final Schedules schedules = tasks.client().schedules();

  private void keep(Scheduled scheduled) {
    schedules.put(scheduled);
  }

  private static Scheduled hourly() {
    return Scheduled.of("hourly", HOURLY, REPORT.with("x"));
  }

  private ScheduleEntry entry() {
    return schedules.get("hourly").orElseThrow();
  }

  @Test
  void runThatClockAheadHasPutOffIsDoneAtItsTime() {
    keep(hourly());
    LateRuns late = new LateRuns();
    Instant now = clock.instant();
    ScheduleEntry putOff = entry().withNext(now.plus(Duration.ofHours(4)), false);
    assertThat(late.leftOut(putOff, now)).as("seen for the first time").isEmpty();
    assertThat(late.leftOut(putOff, now.plus(Duration.ofMinutes(59)))).isEmpty();
    assertThat(late.leftOut(putOff, now.plus(Duration.ofMinutes(61))))
        .contains(Instant.parse("2026-01-01T01:00:00Z"));
    ScheduleEntry moved = putOff.withNext(now.plus(Duration.ofHours(5)), false);
    assertThat(late.leftOut(moved, now.plus(Duration.ofMinutes(62))))
        .as("the one that is ahead is still at work")
        .isEmpty();
  }

  @Test
  void correctionLeavesSchedulesAloneThatAreKept() {
    keep(hourly());
    LateRuns late = new LateRuns();
    for (int minutes = 0; minutes < 180; minutes += 30) {
      ScheduleEntry before = entry();
      schedules.correct(late);
      assertThat(entry()).isEqualTo(before);
      tasks.advance(Duration.ofMinutes(30));
    }
    assertThat(ran).hasSize(3);
  }

  @Test
  void runsAtItsTimesAndIsVisible() {
    keep(hourly());
    tasks.advance(Duration.ofHours(2));
    assertThat(ran)
        .containsExactly(
            Instant.parse("2026-01-01T01:00:00Z"), Instant.parse("2026-01-01T02:00:00Z"));
    assertThat(schedules.list()).containsExactly(entry());
    assertThat(entry().runs()).isEqualTo(2);
    assertThat(entry().task()).isEqualTo("report");
    assertThat(entry().lastRun()).isEqualTo(Instant.parse("2026-01-01T02:00:00Z"));
    assertThat(entry().next()).isEqualTo(Instant.parse("2026-01-01T03:00:00Z"));
  }

  @Test
  void dailyRunGoesThroughAChangeOfClocks() {
    tasks.advance(Duration.between(clock.instant(), Instant.parse("2026-03-28T12:00:00Z")));
    keep(
        Scheduled.of(
            "nightly", Cron.of("30 2 * * *", ZoneId.of("Europe/Prague")), REPORT.with("x")));
    tasks.advance(Duration.ofDays(2));
    assertThat(ran)
        .containsExactly(
            Instant.parse("2026-03-29T01:00:00Z"), Instant.parse("2026-03-30T00:30:00Z"));
  }

  @Test
  void twoSchedulersFireOnce() throws Exception {
    keep(hourly());
    Schedules other = tasks.client().schedules();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int hour = 0; hour < 200; hour++) {
        clock.advance(Duration.ofHours(1));
        CyclicBarrier together = new CyclicBarrier(2);
        Future<Integer> one = threads.submit(() -> fire(schedules, together));
        Future<Integer> two = threads.submit(() -> fire(other, together));
        assertThat(one.get() + two.get()).as("hour %d", hour).isEqualTo(1);
      }
    } finally {
      threads.shutdown();
    }
    assertThat(tasks.enqueued(REPORT)).hasSize(200);
    assertThat(entry().runs()).isEqualTo(200);
  }

  private static int fire(Schedules schedules, CyclicBarrier together) throws Exception {
    together.await();
    return schedules.fireDue();
  }

  @Test
  void missedRunsAreMadeUpForAsThePolicySays() {
    keep(hourly().missed(MissedRuns.all(3)));
    keep(Scheduled.of("once", HOURLY, REPORT.with("once")));
    keep(Scheduled.of("skip", HOURLY, REPORT.with("skip")).missed(MissedRuns.skip()));
    clock.advance(Duration.ofHours(10).plusMinutes(30));
    assertThat(schedules.fireDue()).isEqualTo(4);
    assertThat(tasks.enqueued(REPORT)).containsExactlyInAnyOrder("x", "x", "x", "once");
    assertThat(schedules.fireDue()).isZero();
  }

  @Test
  void runIsSkippedWhileTheOneBeforeHasNotEnded() {
    keep(hourly().overlap(Overlap.SKIP));
    clock.advance(Duration.ofHours(1));
    assertThat(schedules.fireDue()).isEqualTo(1);
    clock.advance(Duration.ofHours(1));
    assertThat(schedules.fireDue()).isZero();
    tasks.runAll();
    clock.advance(Duration.ofHours(1));
    assertThat(schedules.fireDue()).isEqualTo(1);
    assertThat(entry().runs()).isEqualTo(2);
  }

  @Test
  void chordThatHasNotEndedStandsInTheWayToo() {
    tasks
        .handle(DOUBLE, (number, context) -> 2 * number)
        .handle(SUM, (all, context) -> all.stream().mapToLong(Long::longValue).sum());
    keep(
        Scheduled.of("hourly", HOURLY, Canvas.all(DOUBLE, List.of(1L, 2L)).collect(SUM))
            .overlap(Overlap.SKIP));
    clock.advance(Duration.ofHours(1));
    assertThat(schedules.fireDue()).isEqualTo(1);
    tasks.runNext();
    clock.advance(Duration.ofHours(1));
    assertThat(schedules.fireDue()).isZero();
    tasks.runAll();
    clock.advance(Duration.ofHours(1));
    assertThat(schedules.fireDue()).isEqualTo(1);
  }

  @Test
  void lostRunNoLongerStandsInTheWayAfterADay() {
    keep(hourly().overlap(Overlap.SKIP));
    clock.advance(Duration.ofHours(1));
    assertThat(schedules.fireDue()).isEqualTo(1);
    clock.advance(Duration.ofHours(24));
    assertThat(schedules.fireDue()).isEqualTo(1);
  }

  @Test
  void eachRunOfAChainHasIdsOfItsOwn() {
    tasks.handle(DOUBLE, (number, context) -> 2 * number);
    keep(Scheduled.of("hourly", HOURLY, DOUBLE.with(5L).then(DOUBLE)));
    List<String> last = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      tasks.advance(Duration.ofHours(1));
      last.add(String.valueOf(entry().lastTaskId()));
      assertThat(tasks.client().result(last.get(i), DOUBLE).get(Duration.ofSeconds(10)))
          .isEqualTo(20);
    }
    assertThat(new HashSet<>(last)).hasSize(3);
  }

  @Test
  void scheduledGroupIsEnqueuedWhole() {
    tasks.handle(DOUBLE, (number, context) -> 2 * number);
    keep(Scheduled.of("hourly", HOURLY, Canvas.all(DOUBLE, List.of(1L, 2L))));
    tasks.advance(Duration.ofHours(1));
    String id = String.valueOf(entry().lastTaskId());
    assertThat(tasks.client().result(id, TypeRef.listOf(Long.class)).get(Duration.ofSeconds(10)))
        .containsExactly(2L, 4L);
  }

  @Test
  void pausedScheduleRunsOnlyWhenAsked() {
    keep(hourly());
    schedules.pause("hourly");
    tasks.advance(Duration.ofHours(5));
    assertThat(ran).isEmpty();
    schedules.runNow("hourly");
    tasks.runAll();
    assertThat(ran).hasSize(1);
    schedules.resume("hourly");
    assertThat(schedules.fireDue()).as("runs of the pause").isZero();
    tasks.advance(Duration.ofHours(1));
    assertThat(ran).hasSize(2);
  }

  @Test
  void definitionSaidAgainKeepsWhatIsKnown() {
    keep(hourly());
    tasks.advance(Duration.ofHours(1));
    schedules.pause("hourly");
    clock.advance(Duration.ofMinutes(90));
    ScheduleEntry before = entry();
    keep(hourly());
    assertThat(entry().next()).isEqualTo(before.next());
    assertThat(entry().paused()).isTrue();
    assertThat(entry().runs()).isEqualTo(1);
    keep(Scheduled.of("hourly", Schedule.every(Duration.ofMinutes(10)), REPORT.with("x")));
    assertThat(entry().next()).isEqualTo(Instant.parse("2026-01-01T02:40:00Z"));
  }

  @Test
  void removedScheduleRunsNoMore() {
    keep(hourly());
    assertThat(schedules.remove("hourly")).isTrue();
    assertThat(schedules.remove("hourly")).isFalse();
    tasks.advance(Duration.ofHours(5));
    assertThat(ran).isEmpty();
    assertThatThrownBy(() -> schedules.runNow("hourly"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void oneLookDealsWithSoManyAndTheNextWithTheOthers() {
    for (int i = 0; i <= Schedules.DUE_MAX; i++) {
      keep(Scheduled.of("s" + i, HOURLY, REPORT.with("x")));
    }
    clock.advance(Duration.ofHours(1));
    assertThat(schedules.fireDue()).isEqualTo(Schedules.DUE_MAX);
    assertThat(schedules.fireDue()).isEqualTo(1);
  }

  @Test
  void callWithATimeOfItsOwnIsRefused() {
    assertThatThrownBy(
            () -> keep(Scheduled.of("late", HOURLY, REPORT.with("x").in(Duration.ofMinutes(1)))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesAreVisibleAndNotTooLong() {
    String longest = "n".repeat(Scheduled.NAME_MAX);
    keep(Scheduled.of(longest, HOURLY, REPORT.with("x")));
    assertThat(schedules.get(longest)).isPresent();
    for (String name : List.of("", "a b", longest + "n")) {
      assertThatThrownBy(() -> Scheduled.of(name, HOURLY, REPORT.with("x")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
