package io.haulm.bench.load;

import io.haulm.bench.process.RunningServer;
import io.haulm.bench.report.Sample;
import io.haulm.bench.wire.LoadLoop;
import io.haulm.bench.wire.Recorder;
import io.haulm.bench.wire.RespConnection;
import io.haulm.bench.wire.RespRequests;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A stream is filled, unmeasured, and then read one entry at a time, which is measured. */
final class XreadgroupRun implements Run {
  private final RunningServer server;
  private final int entries;
  private final LoadLoop loop = new LoadLoop();
  private final Recorder recorder = new Recorder();
  private final Meter meter;
  private final List<RespConnection> connections = new ArrayList<>();

  XreadgroupRun(RunningServer server, int connections, int inFlight, int entries) {
    this.server = server;
    this.entries = entries;
    meter = new Meter(server, recorder);
    for (int i = 0; i < connections; i++) {
      byte[] read =
          RespRequests.xreadgroup(RedisWorkloads.STREAM, StreamFill.GROUP, "consumer-" + i, 1);
      this.connections.add(
          loop.add(
              new RespConnection(
                  server.address(), inFlight, StreamFill.ENTRY_BYTES_MAX, recorder, read)));
    }
  }

  @Override
  public void warmUp(long nanos) throws IOException {
    long endNanos = System.nanoTime() + nanos;
    do {
      Sample _ = round(nanos);
    } while (System.nanoTime() < endNanos);
  }

  /** The work is given, not the time. */
  @Override
  public Sample round(long nanos) throws IOException {
    FlushedRun.flush(server);
    StreamFill.fill(server, entries);
    connections.forEach(connection -> connection.willSend(entries / connections.size()));
    meter.start();
    loop.start();
    loop.runUntilIdle();
    return meter.stop();
  }

  @Override
  public void close() {
    loop.close();
  }
}
