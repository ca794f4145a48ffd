package io.haulm.bench.load;

import io.haulm.bench.wire.RespConnection;
import io.haulm.bench.wire.RespRequests;

/** The ways of loading a server of the Redis protocol. */
final class RedisWorkloads {
  static final String STREAM = "bench";

  /** A reply to XADD, LPUSH or BRPOP of 100 bytes is shorter. */
  private static final int REPLY_BYTES_MAX = 256;

  private RedisWorkloads() {}

  /** Connections add to one stream, which is empty at the begin of each round. */
  static Workload xadd(int connections, int inFlight) {
    return server -> {
      var run = new FlushedRun(server);
      for (int i = 0; i < connections; i++) {
        run.loop()
            .add(
                new RespConnection(
                    server.address(),
                    inFlight,
                    REPLY_BYTES_MAX,
                    run.recorder(),
                    RespRequests.xadd(STREAM)));
      }
      return run;
    };
  }

  /** Connections push and pop, each on a list of its own. */
  static Workload listCycle(int connections, int inFlight) {
    return server -> {
      var run = new FlushedRun(server);
      for (int i = 0; i < connections; i++) {
        String list = "list-" + i;
        run.loop()
            .add(
                new RespConnection(
                    server.address(),
                    inFlight,
                    REPLY_BYTES_MAX,
                    run.recorder(),
                    RespRequests.lpush(list),
                    RespRequests.brpop(list)));
      }
      return run;
    };
  }

  /** Connections read a given number of entries for one group, which is all that is measured. */
  static Workload xreadgroup(int connections, int inFlight, int entries) {
    return server -> new XreadgroupRun(server, connections, inFlight, entries);
  }
}
