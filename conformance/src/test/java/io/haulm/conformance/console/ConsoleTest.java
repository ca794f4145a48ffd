package io.haulm.conformance.console;

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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The console as people use it: a real Chromium, driven by Playwright. */
@Tag("conformance")
class ConsoleTest {
  private static final Path SCRIPTS = Path.of("src/test/clients/console");
  private static final Path FOLDER = Path.of("target/clients/console");
  private static final Path PICTURES = Path.of("target/console-pictures").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(12);

  private ConsoleServer server;

  /** Installs what the lock file names, once for each build folder. */
  @BeforeAll
  static void installScripts() throws IOException {
    Files.createDirectories(FOLDER);
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(
            file,
            FOLDER.resolve(file.getFileName().toString()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (Files.isDirectory(FOLDER.resolve("node_modules/playwright-core"))) {
      return;
    }
    var npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund");
    try (var process = ServerProcess.start(npm.directory(FOLDER.toFile()))) {
      assertThat(process.awaitExit(PATIENCE)).as("npm ci: %s", process.printed()).isZero();
    }
  }

  @BeforeEach
  void start() {
    server = ConsoleServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void peopleCanDoWhatTheyComeFor() {
    assertThat(run("flows.mjs", server.arguments()))
        .containsExactly(
            "ok puts a job and watches it appear",
            "ok buries it",
            "ok finds it by a field of its payload",
            "ok retries it",
            "ok edits it and runs the edited one",
            "ok deletes it and takes that back",
            "ok kicks 10000 with progress",
            "ok purges, and undoes the purge",
            "ok steers by the keyboard alone",
            "ok claims a pending entry of a stream",
            "ok lets a viewer look and refuses the rest");
  }

  @Test
  void everyPageIsSoundInEveryLook() {
    assertThat(run("prepare.mjs", server.arguments())).containsExactly("ok prepared");
    assertThat(run("pages.mjs", List.of(server.base(), PICTURES.toString())))
        .containsExactly(
            "ok light-1440-en",
            "ok dark-1440-pt-BR",
            "ok light-390-zh-CN",
            "ok dark-390-en",
            "ok light-390-pt-BR",
            "ok dark-1440-zh-CN");
  }

  @Test
  void thousandTubesMoveWithoutLongTask() {
    assertThat(run("budget.mjs", server.arguments()))
        .containsExactly("ok a thousand tubes move without a long task");
  }

  private static List<String> run(String script, List<String> arguments) {
    var command = new ArrayList<>(List.of("node", FOLDER.resolve(script).toString()));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command);
    builder.environment().put("HAULM_TUBE", "mail");
    try (var process = ServerProcess.start(builder)) {
      process.awaitExit(PATIENCE);
      return process.printed();
    }
  }
}
