package io.haulm.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.haulm.bench.BenchException;
import io.haulm.bench.process.RunningServer;
import io.haulm.bench.report.Metric;
import io.haulm.bench.report.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Python's Celery end to end: from the first call to the last task done. */
final class CeleryRun {
  /** The packages of the system belong to this one; another may come first on the path. */
  private static final String PYTHON = "/usr/bin/python3";

  private static final String PROGRAM = "noop_tasks.py";

  private CeleryRun() {}

  static Sample measure(RunningServer server, int tasks) throws IOException {
    Path folder = Files.createTempDirectory("haulm-bench-celery");
    Path program = folder.resolve(PROGRAM);
    try (InputStream source = CeleryRun.class.getResourceAsStream(PROGRAM)) {
      if (source == null) {
        throw new IllegalStateException("the bench brings " + PROGRAM);
      }
      Files.copy(source, program);
      long beginMicros = server.cpuMicros();
      double seconds = Double.parseDouble(run(program, server, tasks));
      double serverMicros = server.cpuMicros() - beginMicros;
      return new Sample(
          Map.of(
              Metric.COMMANDS_PER_SECOND, tasks / seconds,
              Metric.SERVER_CPU_MICROS, serverMicros / tasks));
    } finally {
      Files.deleteIfExists(program);
      Files.deleteIfExists(folder);
    }
  }

  /** Runs the program, which prints the seconds it took. */
  private static String run(Path program, RunningServer server, int tasks) throws IOException {
    String port = Integer.toString(server.address().getPort());
    Process process =
        new ProcessBuilder(List.of(PYTHON, "-B", program.toString(), port, Integer.toString(tasks)))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    try {
      if (process.waitFor() != 0) {
        throw new BenchException("Celery failed (is python3-celery installed?): " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
    return output.lines().toList().getLast();
  }
}
