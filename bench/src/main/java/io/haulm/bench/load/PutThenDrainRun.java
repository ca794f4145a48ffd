package io.haulm.bench.load;

import io.haulm.bench.process.RunningServer;
import io.haulm.bench.report.Sample;
import io.haulm.bench.wire.Recorder;

/** Puts many jobs pipelined, drains them pipelined, and again until the time is up. */
final class PutThenDrainRun implements Run {
  private final long jobs;
  private final Recorder recorder = new Recorder();
  private final Meter meter;
  private final Bulk bulk;

  PutThenDrainRun(RunningServer server, long jobs) {
    this.jobs = jobs;
    meter = new Meter(server, recorder);
    bulk = new Bulk(server.address(), Workloads.TUBE, recorder);
  }

  @Override
  public void warmUp(long nanos) {
    Sample _ = round(nanos);
  }

  @Override
  public Sample round(long nanos) {
    long endNanos = System.nanoTime() + nanos;
    meter.start();
    do {
      bulk.put(jobs);
      bulk.drain(jobs);
    } while (System.nanoTime() < endNanos);
    return meter.stop();
  }

  @Override
  public void close() {
    bulk.close();
  }
}
