package io.haulm.conformance.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.conformance.Polling;
import io.haulm.tasks.AsyncResult;
import io.haulm.tasks.Canvas;
import io.haulm.tasks.Outcome;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskError;
import io.haulm.tasks.TaskStatus;
import io.haulm.tasks.TaskWorker;
import io.haulm.tasks.TypeRef;
import io.haulm.tasks.spi.Intake;
import io.haulm.tasks.spi.IntakeSettings;
import io.haulm.tasks.spi.Transport;
import io.haulm.tasks.spi.Trees;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Java calls Java, over each broker. */
@Tag("conformance")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JavaTasksSuite {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Task<String, Void> WAIT =
      Task.named("java.wait", String.class, Void.class).queue("slow");

  private final Broker kind;
  private final Broker.Running broker;
  private final TaskClient tasks;
  private final Queue<TaskError> alerts = new ConcurrentLinkedQueue<>();
  private final TaskWorker worker;

  JavaTasksSuite(Broker kind) {
    this.kind = kind;
    broker = kind.start();
    tasks = TaskClient.connect(broker.address());
    worker =
        JavaSums.on(broker.address())
            .run(Sums.ALERT, (error, context) -> alerts.add(error))
            .start();
  }

  @BeforeAll
  void brokerIsUp() {
    Polling.untilTrue(
        () -> "no worker answers",
        () ->
            tasks.control().ping(Duration.ofSeconds(5)).stream()
                .anyMatch(one -> one.startsWith("sums@")));
  }

  @AfterAll
  void end() {
    worker.close();
    tasks.close();
    broker.close();
  }

  @Test
  void callGivesItsOutput() {
    assertThat(tasks.enqueue(Sums.ADD, new Sums.Pair(2, 3)).get(SOON)).isEqualTo(5);
  }

  @Test
  void chainHandsItsOutputOn() {
    assertThat(
            tasks
                .enqueue(Sums.ADD.with(new Sums.Pair(2, 3)).then(Sums.DOUBLE).then(Sums.DOUBLE))
                .get(SOON))
        .isEqualTo(20);
  }

  @Test
  void groupGivesAllOutputsInOrder() {
    assertThat(tasks.enqueueAll(Sums.DOUBLE, List.of(1L, 2L, 3L)).get(SOON))
        .containsExactly(2L, 4L, 6L);
  }

  @Test
  void chordCollects() {
    List<Long> numbers = LongStream.rangeClosed(1, 100).boxed().toList();
    assertThat(
            tasks
                .enqueue(Canvas.all(Sums.DOUBLE, numbers).collect(Sums.SUM).then(Sums.DOUBLE))
                .get(SOON))
        .isEqualTo(2 * 2 * 5050);
  }

  @Test
  void emptyGroupGivesAnEmptyList() {
    assertThat(tasks.enqueueAll(Sums.DOUBLE, List.of()).get(SOON)).isEmpty();
    assertThat(tasks.enqueue(Canvas.all(Sums.DOUBLE, List.<Long>of()).collect(Sums.SUM)).get(SOON))
        .isZero();
  }

  @Test
  void groupInsideGroupKeepsItsShape() {
    var inner = Canvas.all(Sums.DOUBLE, List.of(1L, 2L));
    var other = Canvas.all(Sums.DOUBLE, List.of(3L));
    assertThat(tasks.enqueue(Canvas.all(inner, other)).get(SOON))
        .containsExactly(List.of(2L, 4L), List.of(6L));
    assertThat(tasks.enqueue(Canvas.all(inner, other).collect(Sums.SUM_OF_LISTS)).get(SOON))
        .isEqualTo(12);
  }

  @Test
  void chordOfChainsAndChordsInside() {
    var chord = Canvas.all(Sums.DOUBLE, List.of(1L, 2L)).collect(Sums.SUM);
    var chain = Sums.DOUBLE.with(5L).then(Sums.DOUBLE);
    var fan = Sums.DOUBLE.with(1L).thenAll(List.of(Sums.DOUBLE, Sums.DOUBLE)).then(Sums.SUM);
    assertThat(tasks.enqueue(Canvas.all(chord, chain, fan).collect(Sums.SUM)).get(SOON))
        .isEqualTo(6 + 20 + 8);
  }

  @Test
  void busyWorkerLeavesCallsToOthers() throws InterruptedException {
    Task<String, String> turn = Task.named("java.turn", String.class, String.class).queue("turn");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    try (TaskWorker busy =
        TaskWorker.on(broker.address())
            .concurrency(1)
            .handle(
                turn,
                (text, context) -> {
                  begun.countDown();
                  free.await();
                  return text;
                })
            .start()) {
      AsyncResult<String> held = tasks.enqueue(turn, "held");
      begun.await();
      try (TaskWorker other =
          TaskWorker.on(broker.address()).handle(turn, (text, context) -> text).start()) {
        // What the busy one had asked for in the lists of the other priorities must come back.
        for (int priority = 0; priority <= 9; priority++) {
          AsyncResult<String> result = tasks.enqueue(turn.with("next").priority(priority));
          assertThat(result.get(SOON)).as("%s, not %s", other, busy).isEqualTo("next");
        }
      }
      free.countDown();
      assertThat(held.get(SOON)).isEqualTo("held");
    }
  }

  @Test
  void replacementStandsInItsTasksPlace() {
    assertThat(tasks.enqueue(Sums.SPREAD.with(3L).then(Sums.DOUBLE)).get(SOON)).isEqualTo(24);
    assertThat(tasks.enqueue(Canvas.all(Sums.SPREAD, List.of(1L, 2L)).collect(Sums.SUM)).get(SOON))
        .isEqualTo(12);
  }

  @Test
  void manyRunsFitIntoFewMessages() {
    List<Long> numbers = List.of(1L, 2L, 3L, 4L, 5L);
    assertThat(tasks.enqueue(Canvas.map(Sums.DOUBLE, numbers).then(Sums.SUM)).get(SOON))
        .isEqualTo(30);
    assertThat(tasks.enqueue(Canvas.chunks(Sums.DOUBLE, numbers, 2)).get(SOON))
        .containsExactly(List.of(2L, 4L), List.of(6L, 8L), List.of(10L));
  }

  @Test
  void failureTellsTypeMessageAndTrace() {
    Outcome<String> outcome = tasks.enqueue(Sums.FAIL, "deliberate").outcome(SOON);
    assertThat(outcome).isInstanceOf(Outcome.Failure.class);
    TaskError error = ((Outcome.Failure<String>) outcome).error();
    assertThat(error.is(IllegalStateException.class)).isTrue();
    assertThat(error.message()).isEqualTo("deliberate");
    assertThat(error.traceback()).contains("JavaSums");
  }

  @Test
  void errorHandlerGetsTheError() {
    tasks.enqueue(Sums.FAIL.with("for the alert").onError(Sums.ALERT)).outcome(SOON);
    Polling.untilTrue(
        () -> "no alert, only " + alerts,
        () -> alerts.stream().anyMatch(one -> one.message().equals("for the alert")));
  }

  @Test
  void failingMemberFailsTheChord() {
    var chord =
        Canvas.all(Sums.FLAKY.with("a"), Sums.FAIL.with("broken"))
            .collect(
                Task.named("java.never", TypeRef.listOf(String.class), String.class).queue("java"));
    Outcome<String> outcome = tasks.enqueue(chord).outcome(SOON);
    assertThat(((Outcome.Failure<String>) outcome).error().type()).isEqualTo("ChordError");
  }

  @Test
  void failingStepFailsTheChain() {
    AsyncResult<String> last =
        tasks.enqueue(Sums.FAIL.with("first").then(Sums.FLAKY).then(Sums.FLAKY));
    assertThat(((Outcome.Failure<String>) last.outcome(SOON)).error().message()).isEqualTo("first");
  }

  @Test
  void retriesUntilItWorks() {
    assertThat(tasks.enqueue(Sums.FLAKY, "well").get(SOON)).isEqualTo("well after 3");
  }

  @Test
  void delayedTaskIsHeldByTheServer() {
    long before = System.nanoTime();
    assertThat(tasks.enqueue(Sums.DOUBLE.with(4L).in(Duration.ofMillis(1500))).get(SOON))
        .isEqualTo(8);
    assertThat(System.nanoTime() - before).isGreaterThan(Duration.ofMillis(1400).toNanos());
  }

  @Test
  void revokedTaskDoesNotStart() {
    String id = UUID.randomUUID().toString();
    tasks.revoke(id);
    Polling.untilTrue(
        () -> "the worker has not heard of it",
        () ->
            Trees.list(
                    tasks
                        .control()
                        .ask("revoked", Map.of(), Duration.ofSeconds(5))
                        .get(worker.name()))
                .contains(id));
    AsyncResult<Long> result =
        tasks.enqueue(Sums.DOUBLE.with(4L).id(id).in(Duration.ofMillis(100)));
    assertThat(result.outcome(SOON)).isEqualTo(new Outcome.Revoked<Long>("revoked"));
  }

  @Test
  void unfinishedTaskIsGivenBackWhenItsWorkerEnds() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    TaskWorker stuck =
        TaskWorker.on(broker.address() + "?lease=2")
            .grace(Duration.ZERO)
            .run(
                WAIT,
                (text, context) -> {
                  begun.countDown();
                  new CountDownLatch(1).await();
                })
            .start();
    AsyncResult<Void> result = tasks.enqueue(WAIT, "x");
    begun.await();
    stuck.close(); // gives it back at once
    try (TaskWorker next =
        TaskWorker.on(broker.address() + "?lease=2").run(WAIT, (text, context) -> {}).start()) {
      assertThat(next.name()).isNotEmpty();
      result.get(SOON);
    }
    assertThat(result.status().name()).isEqualTo(TaskStatus.SUCCESS);
  }

  @Test
  void deadWorkersTaskRunsElsewhereAfterTheLease() throws InterruptedException {
    String shortLease = broker.address() + "?lease=1";
    Task<String, String> once = Task.named("java.once", String.class, String.class).queue("once");
    AsyncResult<String> result = tasks.enqueue(once, "x");
    try (Transport dead = kind.open(shortLease);
        Intake hands =
            dead.intake(new IntakeSettings("dead@here", List.of("once"), (q, why) -> {}))) {
      assertThat(hands.take(1, SOON)).hasSize(1);
    }
    try (TaskWorker next =
        TaskWorker.on(shortLease)
            .handle(once, (text, context) -> text + context.redelivered())
            .start()) {
      assertThat(result.get(SOON)).as(next.name()).isEqualTo("xtrue");
    }
  }
}
