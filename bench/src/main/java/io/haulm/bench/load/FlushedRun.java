package io.haulm.bench.load;

import io.haulm.bench.process.RunningServer;
import io.haulm.bench.wire.PlainClient;
import java.io.IOException;

/** Connections that work for a given time on a server of the Redis protocol, empty at first. */
final class FlushedRun extends TimedRun {
  private final RunningServer server;

  FlushedRun(RunningServer server) {
    super(server);
    this.server = server;
  }

  @Override
  void beforeRound() throws IOException {
    flush(server);
  }

  static void flush(RunningServer server) throws IOException {
    try (PlainClient client = new PlainClient(server.address())) {
      client.send("FLUSHALL\r\n");
      client.expect("+OK");
    }
  }
}
