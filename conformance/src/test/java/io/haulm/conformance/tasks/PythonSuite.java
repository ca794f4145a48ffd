package io.haulm.conformance.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.conformance.Polling;
import io.haulm.conformance.ServerProcess;
import io.haulm.tasks.AsyncResult;
import io.haulm.tasks.Canvas;
import io.haulm.tasks.Outcome;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskError;
import io.haulm.tasks.TaskWorker;
import io.haulm.tasks.TypeRef;
import io.haulm.tasks.spi.Trees;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Java and Python's Celery call each other, over a real redis-server and over Haulm. */
@Tag("conformance")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PythonSuite {

  private static final Duration SOON = Duration.ofSeconds(30);

  private static final Task<Sums.Pair, Long> ADD =
      Task.named("py.add", Sums.Pair.class, Long.class).queue("py");
  private static final Task<Long, Long> INCREMENT =
      Task.named("py.add", Long.class, Long.class).queue("py");
  private static final Task<List<Long>, Long> SUM =
      Task.named("py.sum", TypeRef.listOf(Long.class), Long.class).queue("py");
  private static final Task<String, Void> BOOM =
      Task.named("py.boom", String.class, Void.class).queue("py");
  private static final Task<String, String> FLAKY =
      Task.named("py.flaky", String.class, String.class).queue("py");
  private static final Task<String, Map<String, Object>> HEADERS =
      Task.named("py.headers", TypeRef.of(String.class), TypeRef.mapOf(Object.class)).queue("py");

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Sums.Pair PAIR = new Sums.Pair(2, 3);

  private final Broker.Running broker;
  private final TaskClient tasks;
  private final Queue<TaskError> alerts = new ConcurrentLinkedQueue<>();
  private final TaskWorker javaWorker;
  private final Python python;
  private final ServerProcess pythonWorker;

  PythonSuite(Broker kind) throws IOException {
    broker = kind.start();
    tasks = TaskClient.connect(broker.address());
    javaWorker =
        JavaSums.on(broker.address())
            .run(Sums.ALERT, (error, context) -> alerts.add(error))
            .start();
    python = new Python(broker.address());
    pythonWorker = python.celery("worker", "-c", "2", "-Q", "py", "-E", "-l", "INFO");
    pythonWorker.awaitLine(Pattern.compile(" ready"), Duration.ofMinutes(2));
  }

  @AfterAll
  void end() {
    pythonWorker.close();
    javaWorker.close();
    tasks.close();
    broker.close();
  }

  @Test
  void javaCallsPython() {
    assertThat(tasks.enqueue(ADD, new Sums.Pair(2, 3)).get(SOON)).isEqualTo(5);
    assertThat(tasks.enqueue(ADD.positional(), new Sums.Pair(2, 3)).get(SOON)).isEqualTo(5);
    assertThat(tasks.enqueue(FLAKY, "well").get(SOON)).isEqualTo("well after 1");
  }

  @Test
  void javaSeesPythonsException() {
    TaskError error = ((Outcome.Failure<Void>) tasks.enqueue(BOOM, "no").outcome(SOON)).error();
    assertThat(error.module() + "." + error.type()).isEqualTo("builtins.ValueError");
    assertThat(error.arguments()).containsExactly("no", 42);
    assertThat(error.traceback()).contains("Traceback (most recent call last)", "interop.py");
  }

  @Test
  void pythonSeesHeadersOfJava() {
    var result = tasks.enqueue(HEADERS.with("traceparent").header("traceparent", "00-ab-cd-01"));
    assertThat(result.get(SOON)).containsEntry("header", "00-ab-cd-01");
  }

  @Test
  void canvasMixesBothLanguages() {
    var chain = ADD.with(new Sums.Pair(2, 3)).then(Sums.DOUBLE).then(INCREMENT.step().and(1));
    assertThat(tasks.enqueue(chain).get(SOON)).isEqualTo(11);
    var chord = Canvas.all(ADD.with(new Sums.Pair(2, 3)), Sums.DOUBLE.with(4L)).collect(SUM);
    assertThat(tasks.enqueue(chord.then(Sums.DOUBLE)).get(SOON)).isEqualTo(26);
    var nested = Canvas.all(chord, chain).collect(Sums.SUM);
    assertThat(tasks.enqueue(nested).get(SOON)).isEqualTo(24);
  }

  @Test
  void pythonsFailureFailsJavasChord() {
    var boom = Task.named("py.boom", String.class, Long.class).queue("py");
    var chord = Canvas.all(boom.with("no"), Sums.DOUBLE.with(4L)).collect(Sums.SUM);
    TaskError error = ((Outcome.Failure<Long>) tasks.enqueue(chord).outcome(SOON)).error();
    assertThat(error.type()).isEqualTo("ChordError");
    assertThat(error.message()).contains("ValueError");
  }

  @Test
  void javaRunsPythonManyTimesInOneMessage() {
    List<Sums.Pair> pairs = List.of(new Sums.Pair(1, 2), new Sums.Pair(3, 4), new Sums.Pair(5, 6));
    assertThat(tasks.enqueue(Canvas.starmap(ADD, pairs).then(SUM)).get(SOON)).isEqualTo(21);
    assertThat(tasks.enqueue(Canvas.chunks(ADD, pairs, 2)).get(SOON))
        .containsExactly(List.of(3L, 7L), List.of(11L));
    assertThat(tasks.enqueue(Canvas.map(SUM, List.of(List.of(1L, 2L), List.of(3L)))).get(SOON))
        .containsExactly(3L, 3L);
  }

  @Test
  void tasksAreReplacedByThoseOfTheOtherLanguage() {
    Task<Long, Long> replaced = Task.named("py.replace", Long.class, Long.class).queue("py");
    assertThat(tasks.enqueue(replaced.with(4L).then(Sums.DOUBLE)).get(SOON)).isEqualTo(18);
    assertThat(tasks.enqueue(Canvas.all(replaced.with(1L), ADD.with(PAIR)).collect(SUM)).get(SOON))
        .isEqualTo(8);
    assertThat(python.driven("replaced_by_java", "replaced_in_java"))
        .containsEntry("replaced_by_java", 9)
        .containsEntry("replaced_in_java", 13);
  }

  @Test
  void delayedAndRevokedCallsOfPython() {
    assertThat(tasks.enqueue(ADD.with(PAIR).in(Duration.ofSeconds(1))).get(SOON)).isEqualTo(5);
    AsyncResult<Long> revoked = tasks.enqueue(ADD.with(PAIR).in(Duration.ofSeconds(10)));
    tasks.revoke(revoked.id());
    assertThat(revoked.outcome(SOON)).isEqualTo(new Outcome.Revoked<Long>("revoked"));
  }

  @Test
  void javaTerminatesRunInPython() {
    Task<Long, Long> sleep = Task.named("py.sleep", Long.class, Long.class).queue("py");
    AsyncResult<Long> result = tasks.enqueue(sleep, 60L);
    Polling.untilTrue(
        () -> "the task does not start", () -> result.status().name().equals("STARTED"));
    tasks.control().terminate(result.id());
    assertThat(result.outcome(SOON)).isEqualTo(new Outcome.Revoked<Long>("terminated"));
  }

  @Test
  void errorHandlersHearOfFailuresInTheOtherLanguage() {
    tasks.enqueue(BOOM.with("for java").onError(Sums.ALERT)).outcome(SOON);
    Polling.untilTrue(
        () -> "no alert, only " + alerts,
        () -> alerts.stream().anyMatch(one -> one.arguments().contains("for java")));
    assertThat(python.driven("alerted").get("alerted"))
        .isEqualTo("IllegalStateException: for python");
  }

  @Test
  void groupsAreSavedInOneLanguageAndRestoredInTheOther() {
    String ofJava = tasks.enqueueAll(Sums.DOUBLE, List.of(1L, 2L, 3L)).save().id();
    Map<String, Object> seen = python.driven("saved", ofJava);
    assertThat(seen).containsEntry(ofJava, List.of(2, 4, 6));
    String ofPython = String.valueOf(seen.get("saved"));
    assertThat(tasks.group(ofPython, TypeRef.of(Long.class)).orElseThrow().get(SOON))
        .containsExactly(0L, 2L, 4L);
    assertThat(tasks.group("never saved", TypeRef.of(Long.class))).isEmpty();
  }

  @Test
  void workersGreetEachOther() {
    Map<String, Object> answers = Trees.map(python.driven("greeted").get("greeted"));
    assertThat(answers).containsEntry(javaWorker.name(), List.of(true, true)).hasSize(2);
    try (TaskWorker young = TaskWorker.on(tasks).handle(Sums.DOUBLE, (n, context) -> n).start()) {
      Polling.untilTrue(
          () -> young.name() + " has not been told",
          () ->
              Trees.list(tasks.control().ask("revoked", Map.of(), SECOND).get(young.name()))
                  .contains("revoked-before"));
    }
  }

  @Test
  void celerysOwnCommandsSeeJavaWorkers() {
    for (String method : List.of("active", "registered", "stats", "active_queues", "report")) {
      List<String> printed =
          Python.ended(python.celery("inspect", "-t", "30", "-d", javaWorker.name(), method));
      assertThat(String.join("\n", printed)).contains(javaWorker.name() + ": OK");
    }
  }

  @Test
  void monitorSeesWhatJavaSends() {
    try (TaskClient told = TaskClient.builder(broker.address()).sentEvents().connect();
        ServerProcess monitor = python.celery("events", "--dump")) {
      // Calls are made until one is seen: what is sent before the monitor listens is not.
      List<String> ids = new ArrayList<>();
      Polling.untilTrue(
          () -> "none of the calls " + ids + " is among " + monitor.printed(),
          () -> {
            // One after the other, so that the worker has not a heap of them left at the end.
            AsyncResult<Long> call = told.enqueue(Sums.ADD, PAIR);
            call.get(SOON);
            ids.add(call.id());
            return monitor.printed().stream()
                .filter(line -> line.contains("task sent: java.add"))
                .anyMatch(line -> ids.stream().anyMatch(line::contains));
          });
    }
  }

  @Test
  void pythonCallsJava() {
    Map<String, Object> seen = python.driven("kwargs", "args", "retry", "eta", "priority", "link");
    assertThat(seen)
        .containsEntry("kwargs", 5)
        .containsEntry("args", 5)
        .containsEntry("retry", "well after 3")
        .containsEntry("eta", 8)
        .containsEntry("priority", 8)
        .containsEntry("link", List.of(9));
  }

  @Test
  void canvasOfPythonRunsInJava() {
    Map<String, Object> seen =
        python.driven(
            "chain",
            "chord_java_body",
            "chord_mixed",
            "chord_then_chain",
            "group",
            "map",
            "starmap",
            "chunks");
    assertThat(seen)
        .containsEntry("chain", 22)
        .containsEntry("chord_java_body", 20)
        .containsEntry("chord_mixed", 10)
        .containsEntry("chord_then_chain", 16)
        .containsEntry("group", List.of(0, 2, 4))
        .containsEntry("map", List.of(2, 4, 6))
        .containsEntry("starmap", List.of(3, 7))
        .containsEntry("chunks", List.of(List.of(3, 7), List.of(11)));
  }

  @Test
  void pythonSeesJavasEnds() {
    Map<String, Object> seen =
        python.driven(
            "failure",
            "failure_in_chord",
            "traceback",
            "expired",
            "revoked",
            "terminated",
            "limited",
            "pickle");
    assertThat(seen.get("failure_in_chord"))
        .asString()
        .contains("ChordError", "IllegalStateException('x')");
    assertThat(seen.get("terminated")).asString().endsWith("TaskRevokedError: terminated");
    List<Object> limited = Trees.list(seen.get("limited"));
    assertThat(limited.get(0)).asString().contains("TimeLimitExceeded");
    assertThat(limited.get(1)).asString().contains("SoftTimeLimitExceeded");
    assertThat(limited.get(2)).asString().contains("TimeLimitExceeded");
    assertThat(seen.get("failure")).asString().endsWith("IllegalStateException: deliberate");
    assertThat(seen.get("traceback")).isEqualTo(true);
    assertThat(seen.get("expired")).asString().endsWith("TaskRevokedError: expired");
    assertThat(seen.get("revoked")).asString().endsWith("TaskRevokedError: revoked");
    assertThat(seen.get("pickle")).asString().contains("ContentDisallowed", "pickle");
  }

  @Test
  void pythonInspectsJava() {
    Map<String, Object> seen =
        python.driven("ping", "registered", "stats", "active_queues", "rate_limit", "events");
    String name = javaWorker.name();
    assertThat(seen.get("ping")).asString().contains(name);
    assertThat(Trees.list(Trees.map(seen.get("registered")).get(name))).contains("java.add");
    assertThat(Trees.map(seen.get("stats"))).containsEntry(name, 16);
    assertThat(Trees.map(seen.get("active_queues"))).containsEntry(name, List.of("java"));
    assertThat(seen.get("rate_limit")).asString().contains("new rate limit set successfully");
    assertThat(Trees.list(seen.get("events")))
        .contains("task-received", "task-started", "task-succeeded");
  }
}
