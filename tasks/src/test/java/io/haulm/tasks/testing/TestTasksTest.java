package io.haulm.tasks.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.tasks.AsyncResult;
import io.haulm.tasks.Canvas;
import io.haulm.tasks.Outcome;
import io.haulm.tasks.Reject;
import io.haulm.tasks.Retry;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskError;
import io.haulm.tasks.TaskStatus;
import io.haulm.tasks.TypeRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TestTasksTest {

  /** An order to be charged. */
  record Charge(String orderId, long cents) {}

  /** Something that JSON cannot bring back. */
  record Stuck(Thread thread) {}

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Task<Charge, String> CHARGE =
      Task.named("charge", Charge.class, String.class)
          .retry(Retry.fixed(Duration.ofMinutes(1)).maxAttempts(3));
  private static final Task<Long, Long> DOUBLE = Task.named("double", Long.class, Long.class);
  private static final Task<List<Long>, Long> SUM =
      Task.named("sum", TypeRef.listOf(Long.class), Long.class);
  private static final Task<TaskError, Void> ALERT =
      Task.named("alert", TaskError.class, Void.class);

  private final List<String> alerts = new ArrayList<>();

  private TestTasks withHandlers(TestTasks tasks) {
    return tasks
        .handle(DOUBLE, (number, context) -> 2 * number)
        .handle(SUM, (all, context) -> all.stream().mapToLong(Long::longValue).sum())
        .run(ALERT, (error, context) -> alerts.add(error.message()));
  }

  private static String chargedAtThirdAttempt(int attempt, Charge charge) {
    if (attempt < 3) {
      throw new IllegalStateException("not yet");
    }
    return charge.orderId() + " paid";
  }

  @Test
  void manualTaskWaitsUntilItIsRun() {
    TestTasks tasks = withHandlers(TestTasks.manual());
    AsyncResult<Long> result = tasks.enqueue(DOUBLE, 4L);
    assertThat(tasks.waiting(DOUBLE)).containsExactly(4L);
    assertThat(result.status().name()).isEqualTo(TaskStatus.PENDING);
    tasks.runAll();
    assertThat(tasks.waiting(DOUBLE)).isEmpty();
    assertThat(result.get(SOON)).isEqualTo(8);
  }

  @Test
  void assertEnqueuedFindsTheInputOrFails() {
    TestTasks tasks = TestTasks.manual();
    tasks.enqueue(CHARGE, new Charge("o-1", 4200));
    assertThat(tasks.assertEnqueued(CHARGE, charge -> charge.cents() > 0).orderId())
        .isEqualTo("o-1");
    assertThatThrownBy(() -> tasks.assertEnqueued(CHARGE, charge -> charge.cents() < 0))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("charge")
        .hasMessageContaining("o-1");
    assertThatThrownBy(() -> tasks.assertNotEnqueued(CHARGE)).isInstanceOf(AssertionError.class);
    tasks.assertNotEnqueued(DOUBLE);
    tasks.forgetEnqueued();
    tasks.assertNotEnqueued(CHARGE);
    assertThat(tasks.waiting(CHARGE)).hasSize(1);
  }

  @Test
  void retriesWaitForTheClock() {
    TestTasks tasks = TestTasks.manual();
    tasks.handle(CHARGE, (charge, context) -> chargedAtThirdAttempt(context.attempt(), charge));
    AsyncResult<String> result = tasks.enqueue(CHARGE, new Charge("o-1", 1));
    tasks.runAll();
    assertThat(result.status().name()).isEqualTo(TaskStatus.RETRY);
    tasks.advance(Duration.ofSeconds(119));
    assertThat(result.status().name()).isEqualTo(TaskStatus.RETRY);
    tasks.advance(Duration.ofSeconds(1));
    assertThat(result.get(SOON)).isEqualTo("o-1 paid");
  }

  @Test
  void delayedCallRunsAtItsTimeAndNotBefore() {
    List<Instant> ran = new ArrayList<>();
    TestTasks tasks = TestTasks.manual(TestClock.at("2026-05-01T00:00:00Z"));
    tasks.run(ALERT, (error, context) -> {});
    tasks.handle(
        DOUBLE,
        (number, context) -> {
          ran.add(tasks.clock().instant());
          return number;
        });
    tasks.enqueue(DOUBLE.with(1L).in(Duration.ofMinutes(5)));
    tasks.advance(Duration.ofMinutes(5).minusMillis(1));
    assertThat(ran).isEmpty();
    tasks.advance(Duration.ofHours(1));
    assertThat(ran).containsExactly(Instant.parse("2026-05-01T00:05:00Z"));
  }

  @Test
  void lateCallExpires() {
    TestTasks tasks = withHandlers(TestTasks.manual());
    AsyncResult<Long> result = tasks.enqueue(DOUBLE.with(1L).expires(Duration.ofMinutes(1)));
    tasks.clock().advance(Duration.ofMinutes(2));
    tasks.runAll();
    assertThat(result.outcome(SOON)).isEqualTo(new Outcome.Revoked<Long>("expired"));
  }

  @Test
  void revokedTaskDoesNotRun() {
    TestTasks tasks = withHandlers(TestTasks.manual());
    AsyncResult<Long> result = tasks.enqueue(DOUBLE, 1L);
    tasks.client().revoke(result.id());
    tasks.runAll();
    assertThat(result.outcome(SOON)).isEqualTo(new Outcome.Revoked<Long>("revoked"));
  }

  @Test
  void urgentTasksRunFirst() {
    List<Long> ran = new ArrayList<>();
    TestTasks tasks = TestTasks.manual();
    tasks.handle(
        DOUBLE,
        (number, context) -> {
          ran.add(number);
          return number;
        });
    tasks.enqueue(DOUBLE.with(1L).priority(9));
    tasks.enqueue(DOUBLE.with(2L).priority(0));
    tasks.enqueue(DOUBLE.with(3L).priority(0));
    tasks.runAll();
    assertThat(ran).containsExactly(2L, 3L, 1L);
  }

  @Test
  void refusedTaskIsAmongTheDeadLetters() {
    TestTasks tasks = TestTasks.manual();
    tasks.handle(
        DOUBLE,
        (number, context) -> {
          throw Reject.toDeadLetters("of no use");
        });
    tasks.enqueue(DOUBLE, 1L);
    tasks.runAll();
    assertThat(tasks.deadLetters()).containsExactly("double: of no use");
  }

  @Test
  void inlineTaskHasRunWhenEnqueueReturns() {
    TestTasks tasks = withHandlers(TestTasks.inline());
    AsyncResult<Long> chord =
        tasks.enqueue(Canvas.all(DOUBLE, List.of(1L, 2L)).collect(SUM).then(DOUBLE));
    assertThat(chord.status().name()).isEqualTo(TaskStatus.SUCCESS);
    assertThat(chord.get(SOON)).isEqualTo(12);
  }

  @Test
  void inlineRetriesAndDelaysTakeNoTime() {
    TestTasks tasks = TestTasks.inline();
    tasks.handle(CHARGE, (charge, context) -> chargedAtThirdAttempt(context.attempt(), charge));
    Instant before = tasks.clock().instant();
    AsyncResult<String> result =
        tasks.enqueue(CHARGE.with(new Charge("o-1", 1)).in(Duration.ofMinutes(10)));
    assertThat(result.get(SOON)).isEqualTo("o-1 paid");
    assertThat(Duration.between(before, tasks.clock().instant())).isEqualTo(Duration.ofMinutes(12));
  }

  @Test
  void inlineHandlerMayEnqueueAndWait() {
    TestTasks tasks = withHandlers(TestTasks.inline());
    tasks.handle(
        CHARGE, (charge, context) -> "doubled: " + tasks.enqueue(DOUBLE, charge.cents()).get(SOON));
    assertThat(tasks.enqueue(CHARGE, new Charge("o-1", 21)).get(SOON)).isEqualTo("doubled: 42");
  }

  @Test
  void whatCannotTravelFailsAsItWouldOnTheWire() {
    Task<Stuck, String> stuck = Task.named("stuck", Stuck.class, String.class);
    TestTasks tasks = TestTasks.inline().handle(stuck, (input, context) -> "never");
    Outcome<String> outcome = tasks.enqueue(stuck, new Stuck(new Thread())).outcome(SOON);
    assertThat(((Outcome.Failure<String>) outcome).error().type()).isEqualTo("CodecException");
  }

  @Test
  void handlerGetsACopyAndNotTheObject() {
    List<Long> given = new ArrayList<>(List.of(1L, 2L));
    List<List<Long>> seen = new ArrayList<>();
    TestTasks tasks = TestTasks.manual();
    tasks.handle(
        SUM,
        (all, context) -> {
          seen.add(all);
          return 0L;
        });
    tasks.enqueue(SUM, given);
    given.clear();
    tasks.runAll();
    assertThat(seen).containsExactly(List.of(1L, 2L));
  }

  @Test
  void failureReachesItsHandlerAndTheResult() {
    TestTasks tasks = withHandlers(TestTasks.manual());
    Task<String, Long> broken = Task.named("broken", String.class, Long.class);
    tasks.handle(
        broken,
        (text, context) -> {
          throw new IllegalStateException(text);
        });
    AsyncResult<Long> result = tasks.enqueue(broken.with("deliberate").then(DOUBLE).onError(ALERT));
    tasks.runAll();
    assertThat(((Outcome.Failure<Long>) result.outcome(SOON)).error().message())
        .isEqualTo("deliberate");
    assertThat(alerts).containsExactly("deliberate");
  }

  @Test
  void tasksThatEnqueueEachOtherForeverAreStopped() {
    TestTasks tasks = TestTasks.manual();
    AtomicInteger runs = new AtomicInteger();
    tasks.handle(
        DOUBLE,
        (number, context) -> {
          runs.incrementAndGet();
          tasks.enqueue(DOUBLE, number);
          return number;
        });
    tasks.enqueue(DOUBLE, 1L);
    assertThatThrownBy(tasks::runAll)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("enqueue each other");
    assertThat(runs).hasValue(TestTasks.STEPS_MAX + 1);
  }

  @Test
  void clockIsNotTurnedBack() {
    TestClock clock = TestClock.at("2026-01-01T00:00:00Z");
    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
