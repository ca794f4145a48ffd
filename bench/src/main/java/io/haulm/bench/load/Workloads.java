package io.haulm.bench.load;

import io.haulm.bench.BenchException;
import io.haulm.bench.process.RunningServer;
import io.haulm.bench.report.Metric;
import io.haulm.bench.report.Sample;
import io.haulm.bench.wire.ChurnConnection;
import io.haulm.bench.wire.CycleConnection;
import io.haulm.bench.wire.HandOver;
import io.haulm.bench.wire.OpenLoopProducer;
import io.haulm.bench.wire.PipelineConnection;
import io.haulm.bench.wire.PlainClient;
import io.haulm.bench.wire.ProducerConnection;
import io.haulm.bench.wire.Recorder;
import io.haulm.bench.wire.WorkerConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** The ways of loading a server. All use bodies of 100 bytes. */
final class Workloads {
  static final String TUBE = "bench";

  private Workloads() {}

  /** Each connection puts, reserves and deletes, one command at a time, on a tube of its own. */
  static Workload cycleOnOwnTubes(int connections) {
    return server -> cycle(server, connections, true);
  }

  /** Each connection puts, reserves and deletes, one command at a time, all on one tube. */
  static Workload cycleOnOneTube(int connections) {
    return server -> cycle(server, connections, false);
  }

  private static Run cycle(RunningServer server, int connections, boolean ownTubes) {
    TimedRun run = new TimedRun(server);
    for (int i = 0; i < connections; i++) {
      String tube = ownTubes ? TUBE + "-" + i : TUBE;
      run.loop().add(new CycleConnection(server.address(), tube, run.recorder()));
    }
    return run;
  }

  /** Puts {@code jobs} jobs pipelined, drains them pipelined, and again until the time is up. */
  static Workload putThenDrain(long jobs) {
    return server -> new PutThenDrainRun(server, jobs);
  }

  /** Producers put one job at a time to more workers than they can keep busy. */
  static Workload producersAndWorkers(int producers, int workers) {
    return server -> {
      TimedRun run = new TimedRun(server);
      HandOver handOver = new HandOver();
      for (int i = 0; i < workers; i++) {
        run.loop().add(new WorkerConnection(server.address(), TUBE, run.recorder(), handOver));
      }
      for (int i = 0; i < producers; i++) {
        run.loop().add(new ProducerConnection(server.address(), TUBE, run.recorder(), handOver));
      }
      return run;
    };
  }

  /** One producer puts at a fixed rate, one worker waits for each job. */
  static Workload putToReserve(int perSecond) {
    return server -> {
      TimedRun run = new TimedRun(server);
      HandOver handOver = new HandOver();
      run.loop().add(new WorkerConnection(server.address(), TUBE, run.recorder(), handOver));
      // The worker's latencies are wanted here, not those of the replies to put.
      OpenLoopProducer producer =
          new OpenLoopProducer(server.address(), TUBE, perSecond, new Recorder(), handOver);
      run.spinWith(run.loop().add(producer)::tick);
      return run;
    };
  }

  /**
   * One producer puts at a fixed rate and its latencies are recorded, while other connections put
   * and delete so that the journal fills with dead records.
   *
   * @param scattered whether compaction must move living records to get rid of the dead ones
   */
  static Workload putAmongChurn(int perSecond, int churning, boolean scattered) {
    return server -> new PutAmongChurnRun(server, perSecond, churning, scattered);
  }

  /** Connections put with a number of commands in flight; between rounds the jobs are drained. */
  static Workload putOnly(int connections, int inFlight) {
    return server -> new PutOnlyRun(server, connections, inFlight);
  }

  /** Before anything else, {@code tubes} other tubes get a job each and so exist for ever. */
  static Workload amongTubes(int tubes, Workload workload) {
    return server -> {
      try (PlainClient client = new PlainClient(server.address())) {
        for (int i = 0; i < tubes; i++) {
          client.send("use other-" + i + "\r\nput 0 0 120 1\r\nx\r\n");
          client.expect("USING");
          client.expect("INSERTED");
        }
      }
      return workload.open(server);
    };
  }

  /** While {@code count} other connections do nothing. */
  static Workload amongIdleConnections(int count, Workload workload) {
    return server -> {
      Run run = workload.open(server);
      return new AmongIdleConnectionsRun(server, count, run);
    };
  }

  /** See {@link #putThenDrain}. */
  private static final class PutThenDrainRun implements Run {
    private final long jobs;
    private final Recorder recorder = new Recorder();
    private final Meter meter;
    private final Bulk bulk;

    PutThenDrainRun(RunningServer server, long jobs) {
      this.jobs = jobs;
      meter = new Meter(server, recorder);
      bulk = new Bulk(server.address(), TUBE, recorder);
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

  /** See {@link #putOnly}. */
  private static final class PutOnlyRun extends TimedRun {
    private final InetSocketAddress address;
    private final List<PipelineConnection> connections = new ArrayList<>();

    PutOnlyRun(RunningServer server, int connections, int inFlight) {
      super(server);
      address = server.address();
      for (int i = 0; i < connections; i++) {
        this.connections.add(
            loop().add(new PipelineConnection(address, TUBE, inFlight, recorder())));
      }
    }

    @Override
    void beforeRound() {
      connections.forEach(connection -> connection.willPut(Long.MAX_VALUE));
    }

    @Override
    Sample afterRound(Sample sample) {
      try (Bulk bulk = new Bulk(address, TUBE, new Recorder())) {
        bulk.drain(connections.stream().mapToLong(PipelineConnection::inserted).sum());
      }
      return sample;
    }
  }

  /** See {@link #putAmongChurn}. */
  private static final class PutAmongChurnRun extends TimedRun {
    private final PlainClient client;
    private long movedBefore;

    PutAmongChurnRun(RunningServer server, int perSecond, int churning, boolean scattered)
        throws IOException {
      super(server);
      client = new PlainClient(server.address());
      for (int i = 0; i < churning; i++) {
        loop().add(new ChurnConnection(server.address(), TUBE, scattered));
      }
      OpenLoopProducer producer =
          new OpenLoopProducer(server.address(), TUBE, perSecond, recorder(), new HandOver());
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
    public void close() throws IOException {
      client.close();
      super.close();
    }
  }

  /** See {@link #amongIdleConnections}. */
  private static final class AmongIdleConnectionsRun implements Run {
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
      for (int i = 0; i < count; i++) {
        PlainClient client = new PlainClient(server.address());
        idle.add(client);
        String reply = client.ask("watch " + TUBE);
        if (!reply.startsWith("WATCHING")) {
          throw new BenchException("an idle connection was refused: " + reply);
        }
      }
      bytesPerConnection = (double) (server.residentBytes() - beforeBytes) / count;
      inner.warmUp(Timing.LEAD_IN_NANOS);
    }

    @Override
    public Sample round(long nanos) throws IOException {
      return inner.round(nanos).with(Metric.MEMORY_BYTES_PER_CONNECTION, bytesPerConnection);
    }

    @Override
    public void close() throws IOException {
      for (PlainClient client : idle) {
        client.close();
      }
      inner.close();
    }
  }
}
