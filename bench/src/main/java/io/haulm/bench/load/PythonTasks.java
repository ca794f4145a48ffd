package io.haulm.bench.load;

import io.haulm.bench.process.ChildProcess;
import io.haulm.bench.process.RunningServer;
import io.haulm.bench.report.Metric;
import io.haulm.bench.report.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Python's Celery: a program that makes the calls, and a worker of some processes. */
final class PythonTasks implements Run {
  /** The packages of the system belong to this one; another may come first on the path. */
  private static final String PYTHON = "/usr/bin/python3";

  private static final String PROGRAM = "noop_calls.py";

  private final Measurement measurement;
  private final RunningServer server;
  private final Path folder;
  private final ChildProcess program;

  /** What a round is. */
  interface Measurement {
    Sample of(ChildProcess program, RunningServer server);
  }

  PythonTasks(RunningServer server, int processes, Measurement measurement) throws IOException {
    this.measurement = measurement;
    this.server = server;
    folder = Files.createTempDirectory("haulm-bench-celery");
    Path file = folder.resolve(PROGRAM);
    try (InputStream source = PythonTasks.class.getResourceAsStream(PROGRAM)) {
      if (source == null) {
        throw new IllegalStateException("the bench brings " + PROGRAM);
      }
      long _ = Files.copy(source, file);
    }
    String port = Integer.toString(server.address().getPort());
    String worker = Integer.toString(processes);
    program = ChildProcess.start(List.of(PYTHON, "-B", file.toString(), port, worker), "ready");
  }

  /** One round on a server that has just started. */
  static Sample once(RunningServer server, int processes, Measurement measurement)
      throws IOException {
    try (PythonTasks tasks = new PythonTasks(server, processes, measurement)) {
      return tasks.round(0);
    }
  }

  /** Calls {@code tasks} tasks and awaits all their results. */
  static Measurement throughput(int tasks) {
    return (program, server) -> {
      long beginMicros = server.cpuMicros();
      double seconds = Double.parseDouble(program.ask("throughput " + tasks));
      double serverMicros = server.cpuMicros() - beginMicros;
      return new Sample(
          Map.of(
              Metric.COMMANDS_PER_SECOND, tasks / seconds,
              Metric.SERVER_CPU_MICROS, serverMicros / tasks));
    };
  }

  /** Calls a task and awaits its result, {@code calls} times. */
  static Measurement latency(int calls) {
    return (program, _) -> {
      String[] micros = program.ask("latency " + calls).split(" ", -1);
      return new Sample(
          Map.of(
              Metric.P50_MICROS, Double.parseDouble(micros[0]),
              Metric.P99_MICROS, Double.parseDouble(micros[1])));
    };
  }

  @Override
  public void warmUp(long nanos) {
    long endNanos = System.nanoTime() + nanos;
    while (System.nanoTime() < endNanos) {
      Sample _ = round(nanos);
    }
  }

  @Override
  public Sample round(long nanos) {
    return measurement.of(program, server);
  }

  @Override
  public void close() throws IOException {
    program.close();
    Files.deleteIfExists(folder.resolve(PROGRAM));
    Files.deleteIfExists(folder);
  }
}
