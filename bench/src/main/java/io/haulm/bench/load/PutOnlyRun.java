package io.haulm.bench.load;

import io.haulm.bench.process.RunningServer;
import io.haulm.bench.report.Sample;
import io.haulm.bench.wire.PipelineConnection;
import io.haulm.bench.wire.Recorder;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Connections only put; what they put is drained between rounds, so that each begins alike. */
final class PutOnlyRun extends TimedRun {
  private final InetSocketAddress address;
  private final List<PipelineConnection> connections = new ArrayList<>();

  PutOnlyRun(RunningServer server, int connections, int inFlight) {
    super(server);
    address = server.address();
    for (int i = 0; i < connections; i++) {
      this.connections.add(
          loop().add(new PipelineConnection(address, Workloads.TUBE, inFlight, recorder())));
    }
  }

  @Override
  void beforeRound() {
    connections.forEach(connection -> connection.willPut(Long.MAX_VALUE));
  }

  @Override
  Sample afterRound(Sample sample) {
    try (Bulk bulk = new Bulk(address, Workloads.TUBE, new Recorder())) {
      bulk.drain(connections.stream().mapToLong(PipelineConnection::inserted).sum());
    }
    return sample;
  }
}
