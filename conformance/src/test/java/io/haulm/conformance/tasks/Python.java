package io.haulm.conformance.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.conformance.ServerProcess;
import io.haulm.tasks.JacksonCodec;
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

/** Python's Celery with the tasks of interop.py, and its driver that calls Java's. */
final class Python {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SCRIPT = "interop.py";

  private final String broker;
  private final Path folder;

  Python(String broker) throws IOException {
    this.broker = broker;
    this.folder = Files.createTempDirectory("haulm-python");
    try (InputStream script = Python.class.getResourceAsStream(SCRIPT)) {
      Files.write(folder.resolve(SCRIPT), script.readAllBytes());
    }
  }

  /** What these calls of the driver have seen, by name. */
  Map<String, Object> driven(String... calls) {
    List<String> arguments = new ArrayList<>(List.of(SCRIPT));
    arguments.addAll(List.of(calls));
    List<String> printed = ended(start(arguments));
    // Python may say something more at its end.
    String last =
        printed.stream().filter(line -> line.startsWith("{")).reduce((a, b) -> b).orElseThrow();
    return Trees.map(new JacksonCodec().read(last.getBytes(StandardCharsets.UTF_8)));
  }

  /** Starts one of Celery's own programs. */
  ServerProcess celery(String... arguments) {
    List<String> all = new ArrayList<>(List.of("-m", "celery", "-A", "interop"));
    all.addAll(List.of(arguments));
    return start(all);
  }

  /** Waits until a program has ended well; gives what it printed. */
  static List<String> ended(ServerProcess program) {
    try (program) {
      assertThat(program.awaitExit(PATIENCE)).as("%s", program.printed()).isZero();
      return program.printed();
    }
  }

  private ServerProcess start(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("/usr/bin/python3"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("BROKER", broker);
    return ServerProcess.start(builder);
  }
}
