package io.haulm.bench.load;

import io.haulm.bench.process.RunningServer;
import io.haulm.bench.report.Sample;
import io.haulm.bench.wire.Recorder;
import io.haulm.client.Connection;
import io.haulm.client.Job;
import java.util.concurrent.locks.LockSupport;

/**
 * Puts, reserves and deletes at a fixed rate that leaves the server time for others, among many
 * jobs of another tube. The latencies are those of put and of reserve.
 */
final class WatchedRun implements Run {
  private static final long CYCLE_NANOS = 1_000_000;
  private static final String CROWD = "crowd";

  private final RunningServer server;
  private final int browsers;
  private final Connection connection;
  private final Recorder recorder = new Recorder();
  private final Meter meter;

  /**
   * Puts the many jobs.
   *
   * @param browsers how many watch during each round, besides one that searches; 0: nobody does
   */
  WatchedRun(RunningServer server, int jobs, int browsers) {
    this.server = server;
    this.browsers = browsers;
    meter = new Meter(server, recorder);
    try (Bulk bulk = new Bulk(server.address(), CROWD, new Recorder())) {
      bulk.put(jobs);
    }
    connection = ClientRun.connect(server);
  }

  @Override
  public void warmUp(long nanos) {
    Sample _ = round(nanos);
  }

  @Override
  public Sample round(long nanos) {
    if (browsers == 0) {
      return measure(nanos);
    }
    try (Watchers watchers = new Watchers(server.httpAddress(), browsers)) {
      Sample sample = measure(nanos);
      watchers.verify();
      return sample;
    }
  }

  private Sample measure(long nanos) {
    cycleFor(Timing.LEAD_IN_NANOS);
    meter.start();
    cycleFor(nanos);
    return meter.stop();
  }

  private void cycleFor(long nanos) {
    long beginNanos = System.nanoTime();
    long dueNanos = beginNanos;
    while (dueNanos - beginNanos < nanos) {
      cycle();
      dueNanos = Math.max(dueNanos + CYCLE_NANOS, System.nanoTime());
      LockSupport.parkNanos(dueNanos - System.nanoTime());
    }
  }

  private void cycle() {
    long beginNanos = System.nanoTime();
    long _ = connection.put(ClientRun.job());
    long putNanos = System.nanoTime();
    Job job = connection.reserve();
    long reservedNanos = System.nanoTime();
    connection.delete(job.id());
    took(putNanos - beginNanos);
    took(reservedNanos - putNanos);
  }

  private void took(long nanos) {
    recorder.latency(nanos);
    recorder.count();
  }

  @Override
  public void close() {
    connection.close();
  }
}
