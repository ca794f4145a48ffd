package io.haulm.bench.load;

import io.haulm.bench.process.RunningServer;
import io.haulm.bench.wire.LoadLoop;
import io.haulm.bench.wire.PlainClient;
import io.haulm.bench.wire.Recorder;
import io.haulm.bench.wire.RespConnection;
import io.haulm.bench.wire.RespRequests;
import java.io.IOException;

/** Brings a stream with one group to a given length, and hands all of it out. */
final class StreamFill {
  static final String GROUP = "group";
  private static final int CONNECTIONS = 10;
  private static final int IN_FLIGHT = 64;
  private static final int READ_AT_ONCE = 100;

  /** An entry with a field of 100 bytes and all that stands around it in a reply. */
  static final int ENTRY_BYTES_MAX = 256;

  private StreamFill() {}

  /** Makes the group, then adds the entries; {@code entries} is a multiple of 1,000. */
  static void fill(RunningServer server, int entries) throws IOException {
    String stream = RedisWorkloads.STREAM;
    try (PlainClient client = new PlainClient(server.address())) {
      client.send("XGROUP CREATE " + stream + " " + GROUP + " 0 MKSTREAM\r\n");
      client.expect("+OK");
    }
    send(server, entries, IN_FLIGHT, RespRequests.xadd(stream));
  }

  /** Makes all entries pending. */
  static void handOut(RunningServer server, int entries) {
    byte[] read = RespRequests.xreadgroup(RedisWorkloads.STREAM, GROUP, "consumer", READ_AT_ONCE);
    send(server, entries / READ_AT_ONCE, 1, read);
  }

  private static void send(RunningServer server, int commands, int inFlight, byte[] command) {
    try (LoadLoop loop = new LoadLoop()) {
      for (int i = 0; i < CONNECTIONS; i++) {
        loop.add(
                new RespConnection(
                    server.address(),
                    inFlight,
                    READ_AT_ONCE * ENTRY_BYTES_MAX,
                    new Recorder(),
                    command))
            .willSend(commands / CONNECTIONS);
      }
      loop.start();
      loop.runUntilIdle();
    }
  }
}
