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

/** The scripts that drive a browser, with what they need from npm. */
final class Scripts {
  private static final Path SOURCE = Path.of("src/test/clients/console");
  private static final Path FOLDER = Path.of("target/clients/console").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(12);

  private Scripts() {}

  /** Installs what the lock file names, once for each build folder; the result is the folder. */
  static Path install() throws IOException {
    Files.createDirectories(FOLDER);
    try (Stream<Path> files = Files.list(SOURCE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(
            file,
            FOLDER.resolve(file.getFileName().toString()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (!Files.isDirectory(FOLDER.resolve("node_modules/playwright-core"))) {
      var npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund");
      try (var process = ServerProcess.start(npm.directory(FOLDER.toFile()))) {
        assertThat(process.awaitExit(PATIENCE)).as("npm ci: %s", process.printed()).isZero();
      }
    }
    return FOLDER;
  }

  /** Runs one; the result is what it printed. */
  static List<String> run(String script, List<String> arguments) {
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
