package io.haulm.bench.load;

import io.haulm.bench.wire.LoadLoop;
import io.haulm.bench.wire.PipelineConnection;
import io.haulm.bench.wire.Recorder;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Puts and drains many jobs over a few pipelined connections to one tube. */
final class Bulk implements AutoCloseable {
  static final int CONNECTIONS = 16;
  static final int IN_FLIGHT = 64;

  private final LoadLoop loop = new LoadLoop();
  private final List<PipelineConnection> connections = new ArrayList<>();

  /** Connects. */
  Bulk(InetSocketAddress server, String tube, Recorder recorder) {
    for (int i = 0; i < CONNECTIONS; i++) {
      connections.add(loop.add(new PipelineConnection(server, tube, IN_FLIGHT, recorder)));
    }
  }

  /** Puts {@code jobs} jobs and waits until all are confirmed. */
  void put(long jobs) {
    for (int i = 0; i < CONNECTIONS; i++) {
      connections.get(i).willPut(share(jobs, i));
    }
    loop.start();
    loop.runUntilIdle();
  }

  /** Reserves and deletes {@code jobs} jobs, which must be there. */
  void drain(long jobs) {
    for (int i = 0; i < CONNECTIONS; i++) {
      connections.get(i).willDrain(share(jobs, i));
    }
    loop.start();
    loop.runUntilIdle();
  }

  /** What falls to one of the connections; the shares of all add up to {@code jobs}. */
  static long share(long jobs, int connection) {
    return jobs / CONNECTIONS + (connection < jobs % CONNECTIONS ? 1 : 0);
  }

  @Override
  public void close() {
    loop.close();
  }
}
