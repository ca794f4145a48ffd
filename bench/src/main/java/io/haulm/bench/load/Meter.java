package io.haulm.bench.load;

import io.haulm.bench.process.RunningServer;
import io.haulm.bench.report.Metric;
import io.haulm.bench.report.Sample;
import io.haulm.bench.wire.Recorder;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.Map;

/** Reads the clock and the books of the processor before and after a measurement. */
final class Meter {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final RunningServer server;
  private final Recorder recorder;
  private long beginServerMicros;
  private long beginClientNanos;
  private long beginNanos;

  Meter(RunningServer server, Recorder recorder) {
    this.server = server;
    this.recorder = recorder;
  }

  void start() {
    beginServerMicros = server.cpuMicros();
    beginClientNanos = threads.getCurrentThreadCpuTime();
    recorder.start();
    beginNanos = System.nanoTime();
  }

  Sample stop() {
    long nanos = System.nanoTime() - beginNanos;
    recorder.stop();
    double clientMicros = (threads.getCurrentThreadCpuTime() - beginClientNanos) / 1_000.0;
    double serverMicros = server.cpuMicros() - beginServerMicros;
    double commands = Math.max(1, recorder.commands());
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    figures.put(Metric.COMMANDS_PER_SECOND, commands * 1e9 / nanos);
    figures.put(Metric.SERVER_CPU_MICROS, serverMicros / commands);
    figures.put(Metric.CLIENT_CPU_MICROS, clientMicros / commands);
    if (!recorder.isEmpty()) {
      figures.put(Metric.P50_MICROS, recorder.latencyMicros(50));
      figures.put(Metric.P99_MICROS, recorder.latencyMicros(99));
      figures.put(Metric.P999_MICROS, recorder.latencyMicros(99.9));
    }
    return new Sample(figures);
  }
}
