package io.haulm.bench.load;

import io.haulm.bench.BenchException;
import io.haulm.bench.process.RunningServer;
import io.haulm.bench.report.Metric;
import io.haulm.bench.report.Sample;
import io.haulm.bench.wire.ChurnConnection;
import io.haulm.bench.wire.HandOver;
import io.haulm.bench.wire.OpenLoopProducer;
import io.haulm.bench.wire.PlainClient;
import io.haulm.bench.wire.Recorder;
import io.haulm.bench.wire.WorkerConnection;
import java.io.IOException;

/** One producer puts at a fixed rate while other connections put and delete. */
final class PutAmongChurnRun extends TimedRun {
  private static final String PROBE_TUBE = "probe";

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
    // The jobs of the producer must go at once, or they would be left living among the dead too.
    HandOver handOver = new HandOver();
    loop().add(new WorkerConnection(server.address(), PROBE_TUBE, new Recorder(), handOver));
    OpenLoopProducer producer =
        new OpenLoopProducer(server.address(), PROBE_TUBE, perSecond, recorder(), handOver);
    spinWith(loop().add(producer)::tick);
  }

  @Override
  void beforeRound() throws IOException {
    movedBefore = client.stat("binlog-records-migrated");
  }

  @Override
  Sample afterRound(Sample sample) throws IOException {
    long moved = client.stat("binlog-records-migrated") - movedBefore;
    return sample.with(Metric.RECORDS_MOVED, (double) moved);
  }

  @Override
  void verify(Sample sample) {
    if (scattered && sample.figures().getOrDefault(Metric.RECORDS_MOVED, 0.0) == 0) {
      // Without this the comparison would be reached by a server that does nothing at all.
      throw new BenchException("compaction moved no record, so there is nothing to compare");
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    super.close();
  }
}
