package io.haulm.conformance.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.conformance.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs in other languages with the libraries that people use, really run. Each prints a line
 * for each of its steps and ends at its first surprise.
 *
 * <p>With the original in Haulm's place they all pass: that is how they were written.
 */
@Tag("conformance")
class ProgramsTest {

  private static final Path PROGRAMS = Path.of("src/test/clients/redis");
  private static final Path NODE_FOLDER = Path.of("target/clients/redis-node");
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** The packages of the system belong to this one; another may come first on the path. */
  private static final String PYTHON = "/usr/bin/python3";

  private static final List<String> STEPS_OF_CLIENT =
      List.of(
          "keeps values",
          "reads streams in groups",
          "waits for lists",
          "publishes",
          "makes transactions",
          "runs scripts");

  private static final List<String> STEPS_OF_CELERY =
      List.of(
          "calls and gives results",
          "shows errors",
          "retries",
          "waits for a countdown",
          "runs chains groups and chords",
          "revokes",
          "inspects and controls",
          "sends events");

  private RedisServer server;

  @BeforeEach
  void start() {
    server = RedisServer.startSubject();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void fiftyTasksWithTwoWorkersAndOneFailure() {
    assertThat(python("tarefas.py"))
        .isEqualTo(
            done(
                "adds fifty tasks",
                "two workers do forty-nine, each once",
                "task 20 is pending",
                "task 20 is recovered and done"));
  }

  @Test
  void redisPyWorks() {
    assertThat(python("work.py"))
        .isEqualTo(
            done(
                "keeps values",
                "reads streams",
                "works in groups",
                "waits for lists",
                "publishes",
                "makes transactions",
                "locks with scripts",
                "keeps hashes, sets and sorted sets"));
  }

  @Test
  void celeryWithProcessesWorks() {
    var steps = new ArrayList<>(STEPS_OF_CELERY);
    steps.addAll(List.of("keeps rate limits", "terminates", "beats"));
    steps.add("does two thousand tasks once");
    steps.addAll(List.of("redelivers what a killed worker had", "keeps priorities"));
    assertThat(python("celery_work.py", "prefork")).isEqualTo(done(steps));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gevent", "eventlet"})
  void celeryWithGreenThreadsWorks(String pool) {
    var steps = new ArrayList<>(STEPS_OF_CELERY);
    steps.add("runs many at a time");
    assertThat(python("celery_work.py", pool)).isEqualTo(done(steps));
  }

  @Test
  void ioredisWorks() throws IOException {
    assertThat(node("use-ioredis.js")).isEqualTo(done(STEPS_OF_CLIENT));
  }

  @Test
  void nodeRedisWorks() throws IOException {
    List<String> steps =
        Stream.of("2", "3")
            .flatMap(version -> STEPS_OF_CLIENT.stream().map(step -> step + " in RESP" + version))
            .toList();
    assertThat(node("use-redis.js")).isEqualTo(done(steps));
  }

  @Test
  void bullMqWorks() throws IOException {
    assertThat(node("use-bullmq.js"))
        .isEqualTo(
            done(
                "adds and processes",
                "adds many",
                "delays",
                "tries again with backoff",
                "keeps priorities and duplicates",
                "repeats",
                "flows",
                "cleans up"));
  }

  @Test
  void beeQueueWorks() throws IOException {
    assertThat(node("use-bee-queue.js"))
        .isEqualTo(
            done("adds and processes", "adds many", "delays", "tries again", "checks its health"));
  }

  private static List<String> done(String... steps) {
    return done(List.of(steps));
  }

  private static List<String> done(List<String> steps) {
    return steps.stream().map(step -> "ok " + step).toList();
  }

  private List<String> python(String program, String... arguments) {
    return run(PYTHON, PROGRAMS.resolve("python").resolve(program), arguments);
  }

  private List<String> node(String program) throws IOException {
    installNodeClients();
    return run("node", NODE_FOLDER.resolve(program));
  }

  private List<String> run(String interpreter, Path program, String... arguments) {
    var command = new ArrayList<>(List.of(interpreter, program.toString(), "127.0.0.1"));
    command.add(Integer.toString(server.address().getPort()));
    command.addAll(List.of(arguments));
    try (var process = ServerProcess.start(command)) {
      process.awaitExit(PATIENCE);
      return process.printed();
    }
  }

  /** Installs what the lock file names, once for each build folder. */
  private static void installNodeClients() throws IOException {
    Files.createDirectories(NODE_FOLDER);
    try (Stream<Path> files = Files.list(PROGRAMS.resolve("node"))) {
      for (Path file : files.toList()) {
        Files.copy(
            file,
            NODE_FOLDER.resolve(file.getFileName().toString()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (Files.isRegularFile(NODE_FOLDER.resolve("node_modules/bullmq/package.json"))) {
      return;
    }
    // Not "npm ci": that wants the natives of all systems in the lock file.
    // Without the packages' own scripts: all of it works as it is.
    var npm = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts");
    try (var process = ServerProcess.start(npm.directory(NODE_FOLDER.toFile()))) {
      assertThat(process.awaitExit(PATIENCE)).as("npm install: %s", process.printed()).isZero();
    }
  }
}
