package io.haulm.bench.load;

import io.haulm.bench.BenchException;
import io.haulm.bench.process.RunningServer;
import io.haulm.bench.report.Metric;
import io.haulm.bench.report.Sample;
import io.haulm.bench.wire.ChurnConnection;
import io.haulm.bench.wire.HandOver;
import io.haulm.bench.wire.OpenLoopProducer;
import io.haulm.bench.wire.PlainClient;
import java.io.IOException;

/** One producer puts at a fixed rate while other connections put and delete. */
final class PutAmongChurnRun extends TimedRun {
  private final boolean scattered;
  private final PlainClient client;
  private long movedBefore;

  PutAmongChurnRun(RunningServer server, int perSecond, int churning, boolean scattered)
      throws IOException {
    super(server);
    this.scattered = scattered;
    client = new PlainClient(server.address());
    for (int i = 0; i < churning; i++) {
      loop().add(new ChurnConnection(server.address(), Workloads.TUBE, scattered));
    }
    OpenLoopProducer producer =
        new OpenLoopProducer(
            server.address(), Workloads.TUBE, perSecond, recorder(), new HandOver());
    spinWith(loop().add(producer)::tick);
  }

  @Override
  void beforeRound() throws IOException {
    movedBefore = client.stat("binlog-records-migrated");
  }

  @Override
  Sample afterRound(Sample sample) throws IOException {
    long moved = client.stat("binlog-records-migrated") - movedBefore;
    if (scattered && moved == 0) {
      // Without this the comparison would be reached by a server that does nothing at all.
      throw new BenchException("compaction moved no record, so there is nothing to compare");
    }
    return sample.with(Metric.RECORDS_MOVED, (double) moved);
  }

  @Override
  public void close() throws IOException {
    client.close();
    super.close();
  }
}
