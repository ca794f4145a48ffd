package io.haulm.conformance.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.conformance.Polling;
import io.haulm.conformance.ServerProcess;
import io.haulm.tasks.Canvas;
import io.haulm.tasks.JacksonCodec;
import io.haulm.tasks.Outcome;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskError;
import io.haulm.tasks.TaskWorker;
import io.haulm.tasks.TypeRef;
import io.haulm.tasks.spi.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private static final Duration PATIENCE = Duration.ofMinutes(2);

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

  private final Broker.Running broker;
  private final TaskClient tasks;
  private final TaskWorker javaWorker;
  private final Path folder;
  private final ServerProcess pythonWorker;

  PythonSuite(Broker kind) throws IOException {
    broker = kind.start();
    tasks = TaskClient.connect(broker.address());
    javaWorker = JavaSums.on(broker.address()).start();
    folder = Files.createTempDirectory("haulm-python");
    try (InputStream script = PythonSuite.class.getResourceAsStream("interop.py")) {
      Files.write(folder.resolve("interop.py"), script.readAllBytes());
    }
    pythonWorker =
        python(
            List.of(
                "-m", "celery", "-A", "interop", "worker", "-c", "2", "-Q", "py", "-E", "-l",
                "INFO"));
    pythonWorker.awaitLine(Pattern.compile(" ready"), Polling.PATIENCE);
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
  void pythonCallsJava() {
    Map<String, Object> seen = driven("kwargs", "args", "retry", "eta", "priority", "link");
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
        driven(
            "chain",
            "chord_java_body",
            "chord_mixed",
            "chord_then_chain",
            "group",
            "map",
            "starmap");
    assertThat(seen)
        .containsEntry("chain", 22)
        .containsEntry("chord_java_body", 20)
        .containsEntry("chord_mixed", 10)
        .containsEntry("chord_then_chain", 16)
        .containsEntry("group", List.of(0, 2, 4))
        .containsEntry("map", List.of(2, 4, 6))
        .containsEntry("starmap", List.of(3, 7));
  }

  @Test
  void pythonSeesJavasEnds() {
    Map<String, Object> seen = driven("failure", "traceback", "expired", "revoked", "pickle");
    assertThat(seen.get("failure")).asString().endsWith("IllegalStateException: deliberate");
    assertThat(seen.get("traceback")).isEqualTo(true);
    assertThat(seen.get("expired")).asString().endsWith("TaskRevokedError: expired");
    assertThat(seen.get("revoked")).asString().endsWith("TaskRevokedError: revoked");
    assertThat(seen.get("pickle")).asString().contains("ContentDisallowed", "pickle");
  }

  @Test
  void pythonInspectsJava() {
    Map<String, Object> seen =
        driven("ping", "registered", "stats", "active_queues", "rate_limit", "events");
    String name = javaWorker.name();
    assertThat(seen.get("ping")).asString().contains(name);
    assertThat(Trees.list(Trees.map(seen.get("registered")).get(name))).contains("java.add");
    assertThat(Trees.map(seen.get("stats"))).containsEntry(name, 16);
    assertThat(Trees.map(seen.get("active_queues"))).containsEntry(name, List.of("java"));
    assertThat(seen.get("rate_limit")).asString().contains("new rate limit set successfully");
    assertThat(Trees.list(seen.get("events")))
        .contains("task-received", "task-started", "task-succeeded");
  }

  private Map<String, Object> driven(String... calls) {
    List<String> arguments = new ArrayList<>(List.of("interop.py"));
    arguments.addAll(List.of(calls));
    try (ServerProcess driver = python(arguments)) {
      assertThat(driver.awaitExit(PATIENCE)).as("%s", driver.printed()).isZero();
      List<String> printed = driver.printed();
      String last = printed.get(printed.size() - 1);
      return Trees.map(new JacksonCodec().read(last.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private ServerProcess python(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("/usr/bin/python3"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("BROKER", broker.address());
    return ServerProcess.start(builder);
  }
}
