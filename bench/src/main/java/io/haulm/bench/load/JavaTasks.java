package io.haulm.bench.load;

import io.haulm.bench.process.ChildProcess;
import io.haulm.bench.process.RunningServer;
import io.haulm.bench.report.Metric;
import io.haulm.bench.report.Sample;
import io.haulm.bench.wire.Recorder;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The task library: the calls are made here, one worker is a process of its own. */
final class JavaTasks implements Run {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Measurement measurement;
  private final RunningServer server;
  private final ChildProcess worker;
  private final TaskClient client;

  /** What a round is. */
  interface Measurement {
    Sample of(TaskClient client, RunningServer server);
  }

  JavaTasks(RunningServer server, Measurement measurement) {
    this.measurement = measurement;
    this.server = server;
    String address = "redis://127.0.0.1:" + server.address().getPort() + "/0";
    worker =
        ChildProcess.start(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                NoopWorker.class.getName(),
                address),
            NoopWorker.READY);
    client = TaskClient.connect(address);
  }

  /** Calls {@code tasks} tasks and awaits all their results. */
  static Measurement throughput(int tasks) {
    return (client, server) -> {
      long beginMicros = server.cpuMicros();
      double seconds = seconds(client, NoopWorker.NOOP, tasks);
      double serverMicros = server.cpuMicros() - beginMicros;
      return new Sample(
          Map.of(
              Metric.COMMANDS_PER_SECOND, tasks / seconds,
              Metric.SERVER_CPU_MICROS, serverMicros / tasks));
    };
  }

  /** Calls a task and awaits its result, {@code calls} times. */
  static Measurement latency(int calls) {
    return (client, server) -> {
      Recorder recorder = new Recorder();
      recorder.start();
      for (int i = 0; i < calls; i++) {
        long beginNanos = System.nanoTime();
        Void _ = client.enqueue(NoopWorker.NOOP, i).get(PATIENCE);
        recorder.latency(System.nanoTime() - beginNanos);
      }
      return new Sample(
          Map.of(
              Metric.P50_MICROS, recorder.latencyMicros(50),
              Metric.P99_MICROS, recorder.latencyMicros(99)));
    };
  }

  /** Calls {@code tasks} tasks that sleep a second each, and awaits all their results. */
  static Measurement sleepers(int tasks) {
    return (client, _) ->
        new Sample(Map.of(Metric.SECONDS, seconds(client, NoopWorker.SLEEP, tasks)));
  }

  private static double seconds(TaskClient client, Task<Integer, Void> task, int tasks) {
    long beginNanos = System.nanoTime();
    List<Void> _ = client.enqueueAll(task, Collections.nCopies(tasks, 0)).get(PATIENCE);
    return (System.nanoTime() - beginNanos) / NANOS_PER_SECOND;
  }

  @Override
  public void warmUp(long nanos) {
    long endNanos = System.nanoTime() + nanos;
    while (System.nanoTime() < endNanos) {
      Sample _ = measurement.of(client, server);
    }
  }

  @Override
  public Sample round(long nanos) {
    return measurement.of(client, server);
  }

  @Override
  public void close() {
    client.close();
    worker.close();
  }
}
