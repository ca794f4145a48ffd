package io.haulm.bench.load;

import io.haulm.bench.BenchException;
import io.haulm.bench.process.RunningServer;
import io.haulm.bench.report.Metric;
import io.haulm.bench.report.Sample;
import io.haulm.bench.wire.PlainClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Another run, while many connections do nothing. */
final class AmongIdleConnectionsRun implements Run {
  private final RunningServer server;
  private final int count;
  private final Run inner;
  private final List<PlainClient> idle = new ArrayList<>();
  private double bytesPerConnection;

  AmongIdleConnectionsRun(RunningServer server, int count, Run inner) {
    this.server = server;
    this.count = count;
    this.inner = inner;
  }

  /** First without them, so that what the server's own warm-up takes is not put on their bill. */
  @Override
  public void warmUp(long nanos) throws IOException {
    inner.warmUp(nanos);
    long beforeBytes = server.residentBytes();
    connect();
    bytesPerConnection = (double) (server.residentBytes() - beforeBytes) / count;
    inner.warmUp(Timing.LEAD_IN_NANOS);
    disconnect();
  }

  /** They are there only during the round: the bench may not open as many for all contenders. */
  @Override
  public Sample round(long nanos) throws IOException {
    connect();
    Sample sample = inner.round(nanos);
    disconnect();
    return sample.with(Metric.MEMORY_BYTES_PER_CONNECTION, bytesPerConnection);
  }

  private void connect() throws IOException {
    for (int i = 0; i < count; i++) {
      PlainClient client = new PlainClient(server.address());
      idle.add(client);
      String reply = client.ask("watch " + Workloads.TUBE);
      if (!reply.startsWith("WATCHING")) {
        throw new BenchException("an idle connection was refused: " + reply);
      }
    }
  }

  private void disconnect() throws IOException {
    for (PlainClient client : idle) {
      client.close();
    }
    idle.clear();
  }

  @Override
  public void close() throws IOException {
    disconnect();
    inner.close();
  }
}
