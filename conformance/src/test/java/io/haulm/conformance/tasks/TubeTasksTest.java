package io.haulm.conformance.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.client.Connection;
import io.haulm.client.Job;
import io.haulm.client.JobStats;
import io.haulm.client.NewJob;
import io.haulm.conformance.Polling;
import io.haulm.conformance.TubeServer;
import io.haulm.tasks.AsyncResult;
import io.haulm.tasks.Canvas;
import io.haulm.tasks.Outcome;
import io.haulm.tasks.RateLimit;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskError;
import io.haulm.tasks.TaskWorker;
import io.haulm.tasks.TypeRef;
import io.haulm.tasks.Unique;
import io.haulm.tasks.testing.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What tubes carry beyond the suite that all transports share, and what they refuse. */
@ParameterizedClass(name = "over {0}")
@EnumSource(TubeServer.class)
@Tag("conformance")
@Timeout(120)
class TubeTasksTest {

  private static final int BODY_BYTES_MAX = 16_000;
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Task<String, String> NOTE =
      Task.named("java.note", String.class, String.class).queue("notes");
  private static final Task<Integer, String> BLOAT =
      Task.named("java.bloat", Integer.class, String.class).queue("notes");
  private static final Task<List<String>, Integer> COUNT =
      Task.named("java.count", TypeRef.listOf(String.class), Integer.class).queue("notes");

  private static final Task<String, Void> LIMITED =
      Task.named("java.limited", String.class, Void.class)
          .queue("notes")
          .rateLimit(RateLimit.perSecond(1).clusterWide());

  private final TubeServer.Running server;
  private final String address;
  private final TaskClient tasks;
  private final Connection connection;
  private final Queue<String> ran = new ConcurrentLinkedQueue<>();

  TubeTasksTest(TubeServer kind) {
    server = kind.start("-z", Integer.toString(BODY_BYTES_MAX));
    address = "tube://" + server.address();
    tasks = TaskClient.connect(address);
    connection = Connection.open(server.address());
  }

  @AfterEach
  void end() {
    connection.close();
    tasks.close();
    server.close();
  }

  private TaskWorker.Builder worker() {
    return TaskWorker.on(address)
        .name("scribe")
        .handle(NOTE, (text, context) -> note(text))
        .handle(BLOAT, (chars, context) -> "x".repeat(chars))
        .handle(COUNT, (texts, context) -> texts.size());
  }

  private String note(String text) {
    ran.add(text);
    return text;
  }

  private void awaitRan(String... texts) {
    Polling.untilTrue(() -> "ran " + ran, () -> ran.containsAll(List.of(texts)));
  }

  @Test
  void callIsJobWithPriorityDelayAndLease() {
    tasks.enqueue(NOTE.with("later").priority(3).in(Duration.ofSeconds(90)));
    JobStats job = connection.statsJob(1).orElseThrow();
    assertThat(job.tube()).isEqualTo("notes");
    assertThat(job.priority()).isEqualTo(1024 + 3);
    assertThat(job.ttrSeconds()).isEqualTo(30);
    assertThat(job.number("delay")).isBetween(60L, 90L);
    assertThat(connection.peek(1).orElseThrow().text())
        .startsWith("{\"v\": 1, \"task\": \"java.note\", \"id\": ")
        .contains("\"args\": [\"later\"]");
  }

  @Test
  void anyProgramCanPutCall() {
    connection.put("notes", NewJob.of("{\"task\": \"java.note\", \"args\": [\"by hand\"]}"));
    try (TaskWorker worker = worker().start()) {
      Polling.untilTrue(() -> worker.name() + " ran " + ran, () -> ran.contains("by hand"));
    }
  }

  @Test
  void urgentCallsRunFirst() {
    tasks.enqueue(NOTE.with("last").priority(9));
    tasks.enqueue(NOTE.with("first").priority(0));
    tasks.enqueue(NOTE.with("middle").priority(5));
    try (TaskWorker worker = worker().concurrency(1).start()) {
      Polling.untilTrue(() -> worker.name() + " ran " + ran, () -> ran.size() == 3);
    }
    assertThat(ran).containsExactly("first", "middle", "last");
  }

  @Test
  void callThatExpiredIsNotRun() {
    AsyncResult<String> result = tasks.enqueue(NOTE.with("stale").expires(Duration.ofMillis(1)));
    try (TaskWorker worker = worker().start()) {
      assertThat(result.outcome(SOON))
          .as(worker.name())
          .isEqualTo(new Outcome.Revoked<String>("expired"));
    }
    assertThat(ran).isEmpty();
  }

  @Test
  void resultGoesToTheCallerAlone() {
    try (TaskWorker worker = worker().start();
        TaskClient stranger = TaskClient.connect(address)) {
      AsyncResult<String> result = tasks.enqueue(NOTE, "mine");
      assertThat(result.get(SOON)).as(worker.name()).isEqualTo("mine");
      assertThat(tasks.result(result.id(), NOTE).get(SOON)).isEqualTo("mine");
      AsyncResult<String> theirs = stranger.result(result.id(), NOTE);
      assertThatThrownBy(() -> theirs.get(SOON))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("goes to its caller alone");
      assertThatThrownBy(theirs::status).isInstanceOf(UnsupportedOperationException.class);
      result.forget();
      assertThatThrownBy(result::status).isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void handlerIsCallerToo() {
    Task<String, String> asking =
        Task.named("java.asking", String.class, String.class).queue("asking");
    try (TaskWorker worker =
        worker()
            .handle(asking, (text, context) -> context.enqueue(NOTE.with(text)).get(SOON) + "!")
            .start()) {
      assertThat(tasks.enqueue(asking, "x").get(SOON)).as(worker.name()).isEqualTo("x!");
    }
  }

  @Test
  void manyMembersOfChordEndAtTheSameTime() {
    List<String> texts = IntStream.range(0, 1_000).mapToObj(Integer::toString).toList();
    try (TaskWorker worker = worker().concurrency(500).start()) {
      assertThat(tasks.enqueue(Canvas.all(NOTE, texts).collect(COUNT)).get(SOON))
          .as(worker.name())
          .isEqualTo(1_000);
    }
  }

  @Test
  void ignoredResultIsNoJobAndCannotBeAskedFor() {
    Task<String, String> silent = NOTE.ignoreResult();
    try (TaskWorker worker = worker().start()) {
      assertThat(tasks.enqueue(NOTE, "loud").get(SOON)).as(worker.name()).isEqualTo("loud");
      Polling.untilTrue(() -> "left: " + left(), () -> jobs() == 0);
      long before = connection.stats().number("total-jobs");
      AsyncResult<String> result = tasks.enqueue(silent, "hush");
      awaitRan("hush");
      Polling.untilTrue(() -> "left: " + left(), () -> jobs() == 0);
      assertThat(connection.stats().number("total-jobs")).isEqualTo(before + 1);
      assertThatThrownBy(() -> result.get(SOON)).isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void atMostOnceTaskIsGoneBeforeItRunsAndTellsItsResult() {
    Task<String, Boolean> once =
        Task.named("java.at_most_once", String.class, Boolean.class).queue("once").atMostOnce();
    try (TaskWorker worker =
        TaskWorker.on(address)
            .handle(
                once,
                (text, context) ->
                    connection
                        .statsTube("once")
                        .filter(tube -> tube.ready() + tube.reserved() > 0)
                        .isPresent())
            .start()) {
      assertThat(tasks.enqueue(once, "x").get(SOON)).as(worker.name()).isFalse();
    }
  }

  @Test
  void secondUniqueCallGetsTheFirstOnesResult() {
    Task<String, String> single =
        Task.named("java.single", String.class, String.class)
            .queue("single")
            .unique(Unique.byInput());
    AsyncResult<String> first = tasks.enqueue(single, "x");
    AsyncResult<String> second = tasks.enqueue(single, "x");
    AsyncResult<String> other = tasks.enqueue(single, "y");
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(other.id()).isNotEqualTo(first.id());
    try (TaskWorker worker =
        TaskWorker.on(address).handle(single, (text, context) -> note(text)).start()) {
      assertThat(second.get(SOON)).as(worker.name()).isEqualTo("x");
      assertThat(other.get(SOON)).isEqualTo("y");
      Polling.untilTrue(
          () -> "the claim stays", () -> !tasks.enqueue(single, "x").id().equals(first.id()));
    }
  }

  @Test
  void workersAnswerAndEndTheirTasksWhenAsked() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    Task<String, String> endless =
        Task.named("java.stuck", String.class, String.class).queue("stuck");
    try (TaskWorker scribe = worker().start();
        TaskWorker stuck =
            TaskWorker.on(address)
                .name("stuck")
                .handle(
                    endless,
                    (text, context) -> {
                      begun.countDown();
                      new CountDownLatch(1).await();
                      return text;
                    })
                .start()) {
      assertThat(tasks.control().ping(SOON)).containsExactlyInAnyOrder(scribe.name(), stuck.name());
      AsyncResult<String> result = tasks.enqueue(endless, "x");
      begun.await();
      Map<String, Object> active = tasks.control().ask("active", Map.of(), SOON);
      assertThat(String.valueOf(active.get(stuck.name()))).contains(result.id());
      tasks.control().terminate(result.id());
      assertThat(result.outcome(SOON)).isEqualTo(new Outcome.Revoked<String>("terminated"));
    }
  }

  @Test
  void whatTubesCannotCarryIsRefused() {
    assertThatThrownBy(() -> worker().events().start())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("events");
    assertThatThrownBy(() -> TaskClient.builder(address).sentEvents().connect())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("events");
    assertThatThrownBy(() -> worker().run(LIMITED, (text, context) -> note(text)).start())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("limits");
    assertThatThrownBy(() -> tasks.enqueueAll(NOTE, List.of("kept")).save())
        .isInstanceOf(UnsupportedOperationException.class);
    connection.delete(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tasks.enqueue(NOTE.with("x").queue("no:tube")))
        .withMessageContaining("tube's name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tasks.enqueue(NOTE.with("x").queue("haulm.mine")))
        .withMessageContaining("not for queues");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tasks.enqueueAll(NOTE, List.of("x", "y".repeat(BODY_BYTES_MAX))))
        .withMessageContaining("at most " + BODY_BYTES_MAX);
    assertThat(jobs()).as("half of a group").isZero();
  }

  @Test
  void outputThatNoJobCanCarryIsFailure() {
    try (TaskWorker worker = worker().start()) {
      Outcome<String> outcome = tasks.enqueue(BLOAT, BODY_BYTES_MAX).outcome(SOON);
      TaskError error = ((Outcome.Failure<String>) outcome).error();
      assertThat(error.type()).as(worker.name()).isEqualTo("ResultTooBig");
      assertThat(error.message()).contains("at most " + BODY_BYTES_MAX);
      var chord = Canvas.all(BLOAT, List.of(1, BODY_BYTES_MAX)).collect(COUNT);
      TaskError ofChord = ((Outcome.Failure<Integer>) tasks.enqueue(chord).outcome(SOON)).error();
      assertThat(ofChord.message()).contains("ResultTooBig");
    }
  }

  @Test
  void stepThatNoJobCanCarryFailsItsChainAndItsChord() {
    int tooLongForStep = BODY_BYTES_MAX - 150;
    try (TaskWorker worker = worker().start()) {
      var chain = tasks.enqueue(BLOAT.with(tooLongForStep).then(NOTE)).outcome(SOON);
      assertThat(((Outcome.Failure<String>) chain).error().message())
          .as(worker.name())
          .contains("java.note", "at most " + BODY_BYTES_MAX);
      var halves = Canvas.all(BLOAT, List.of(BODY_BYTES_MAX / 2, BODY_BYTES_MAX / 2));
      var chord = tasks.enqueue(halves.collect(COUNT)).outcome(SOON);
      assertThat(((Outcome.Failure<Integer>) chord).error().message())
          .contains("java.count", "at most " + BODY_BYTES_MAX);
    }
    assertThat(ran).isEmpty();
  }

  @Test
  void bodyThatIsNoCallIsBuriedAsItCame() {
    connection.put("notes", NewJob.of("hello"));
    try (TaskWorker worker = worker().start()) {
      connection.use("notes");
      Job dead =
          Polling.until(
              SOON,
              () -> worker.name() + " buried nothing",
              () -> connection.peekBuried().orElse(null));
      assertThat(dead.text()).isEqualTo("hello");
    }
  }

  @Test
  void nothingOfOursIsLeftBehind() {
    try (TaskWorker worker = worker().start()) {
      var chord = Canvas.all(NOTE, List.of("a", "b", "c")).collect(COUNT);
      assertThat(tasks.enqueue(chord).get(SOON)).as(worker.name()).isEqualTo(3);
      var failing = Canvas.all(BLOAT, List.of(1, BODY_BYTES_MAX)).collect(COUNT);
      assertThat(tasks.enqueue(failing).outcome(SOON)).isInstanceOf(Outcome.Failure.class);
    }
    Polling.untilTrue(() -> "left: " + left(), () -> jobs() == 0);
  }

  private String left() {
    StringBuilder all = new StringBuilder();
    for (String tube : connection.listTubes()) {
      connection.use(tube);
      all.append(tube).append(' ').append(connection.statsTube(tube)).append(' ');
      Stream.of(connection.peekReady(), connection.peekDelayed(), connection.peekBuried())
          .flatMap(Optional::stream)
          .forEach(job -> all.append(job.text()));
    }
    return all.toString();
  }

  private long jobs() {
    return Stream.of("ready", "reserved", "delayed", "buried")
        .mapToLong(state -> connection.stats().number("current-jobs-" + state))
        .sum();
  }

  @Test
  void resultsOfCallersThatAreGoneAreSweptWhenTheyExpire() {
    TestClock clock = TestClock.at("2026-01-01T00:00:00Z");
    try (TaskClient gone = TaskClient.connect(address)) {
      assertThat(gone.enqueue(NOTE, "unread").id()).isNotEmpty();
    }
    try (TaskClient here = TaskClient.builder(address).clock(clock).connect();
        TaskWorker worker =
            TaskWorker.on(here).handle(NOTE, (text, context) -> note(text)).start()) {
      Polling.untilTrue(() -> worker.name() + " stored nothing", () -> replies() > 0);
    }
    clock.advance(Duration.ofHours(25));
    try (TaskClient later = TaskClient.builder(address).clock(clock).connect();
        TaskWorker sweeping =
            TaskWorker.on(later).handle(NOTE, (text, context) -> note(text)).start()) {
      Polling.untilTrue(() -> sweeping.name() + " did not sweep", () -> replies() == 0);
    }
  }

  private long replies() {
    return connection.listTubes().stream()
        .filter(tube -> tube.startsWith("haulm.reply."))
        .flatMap(tube -> connection.statsTube(tube).stream())
        .mapToLong(stats -> stats.ready() + stats.reserved())
        .sum();
  }
}
