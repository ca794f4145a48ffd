package io.haulm.bench.load;

import io.haulm.bench.process.RunningServer;
import io.haulm.bench.wire.CycleConnection;
import io.haulm.bench.wire.HandOver;
import io.haulm.bench.wire.OpenLoopProducer;
import io.haulm.bench.wire.PlainClient;
import io.haulm.bench.wire.ProducerConnection;
import io.haulm.bench.wire.Recorder;
import io.haulm.bench.wire.WorkerConnection;

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
}
