package io.haulm.bench.load;

import io.haulm.bench.process.RunningServer;
import io.haulm.bench.process.ServerRecipe;
import io.haulm.bench.report.Metric;
import io.haulm.bench.report.Sample;
import io.haulm.bench.wire.Recorder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Contenders whose server is started anew for each round, because the start is the matter. */
final class FreshContenders {
  private static final double MIB = 1 << 20;

  private FreshContenders() {}

  /** What is found out about a server that has just started. */
  interface Finding {
    Sample about(RunningServer server) throws IOException;
  }

  /** A contender that yields one finding about a fresh server in each round. */
  static Contender measuring(String name, ServerRecipe recipe, Finding finding) {
    return new Measured(name, recipe, finding);
  }

  private record Measured(String name, ServerRecipe recipe, Finding finding) implements Contender {
    @Override
    public Run start(Path folder) {
      return new FreshRun(round -> {
        try (RunningServer server = RunningServer.start(recipe, folder.resolve("r" + round))) {
          return finding.about(server);
        }
      });
    }
  }

  /** What memory a server takes for {@code jobs} ready jobs. */
  record Memory(String name, ServerRecipe recipe, long jobs) implements Contender {
    @Override
    public Run start(Path folder) {
      return new FreshRun(round -> measure(folder.resolve("round-" + round)));
    }

    private Sample measure(Path folder) {
      try (RunningServer server = RunningServer.start(recipe, folder)) {
        long baseBytes = server.residentBytes();
        try (Bulk bulk = new Bulk(server.address(), Workloads.TUBE, new Recorder())) {
          bulk.put(jobs);
        }
        long bytes = server.residentBytes();
        return new Sample(
            Map.of(
                Metric.BASE_MEMORY_MIB, baseBytes / MIB,
                Metric.MEMORY_MIB, bytes / MIB,
                Metric.MEMORY_BYTES_PER_JOB, (double) (bytes - baseBytes) / jobs));
      }
    }
  }

  /** How long a server that was killed with {@code jobs} jobs needs until it answers again. */
  record Recovery(String name, ServerRecipe recipe, long jobs) implements Contender {
    @Override
    public Run start(Path folder) {
      return new FreshRun(round -> measure(folder.resolve("round-" + round)));
    }

    private Sample measure(Path folder) {
      double diskBytes;
      try (RunningServer server = RunningServer.start(recipe, folder)) {
        try (Bulk bulk = new Bulk(server.address(), Workloads.TUBE, new Recorder())) {
          bulk.put(jobs);
        }
        diskBytes = server.diskBytes();
        server.kill();
      }
      try (RunningServer server = RunningServer.start(recipe, folder)) {
        return new Sample(
            Map.of(
                Metric.RESTART_MILLIS, server.startMicros() / 1_000.0,
                Metric.DISK_BYTES_PER_JOB, diskBytes / jobs));
      }
    }
  }

  /** A round of such a contender. */
  private interface Measurement {
    Sample measure(int round) throws IOException;
  }

  private static final class FreshRun implements Run {
    private final Measurement measurement;
    private int round;

    FreshRun(Measurement measurement) {
      this.measurement = measurement;
    }

    /** There is nothing to warm: a fresh server is what is measured. */
    @Override
    public void warmUp(long nanos) {}

    @Override
    public Sample round(long nanos) throws IOException {
      round++;
      return measurement.measure(round);
    }

    @Override
    public void close() {}
  }
}
