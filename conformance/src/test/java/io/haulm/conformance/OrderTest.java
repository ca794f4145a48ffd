package io.haulm.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.conformance.FlagServer.Program;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What one connection did is seen by the next command of another.
 *
 * <p>The conversations wait until the server has noticed that a connection is gone. Clients do not:
 * the tests of Pheanstalk close a connection and ask for the number of connections at once.
 */
@Tag("conformance")
class OrderTest {

  private static final int ROUNDS = 50;

  private static FlagServer start(Program program) {
    return program.start();
  }

  /** Says one thing, hears the reply, and closes; when this returns, the system has closed. */
  private static void visit(FlagServer server, String line, String reply) throws IOException {
    var address = (InetSocketAddress) server.address();
    // No thread of its own reads here: it would put off the end of the connection.
    try (var socket = new Socket(address.getAddress(), address.getPort())) {
      socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      byte[] bytes = socket.getInputStream().readNBytes(reply.length());
      assertThat(bytes).asString(StandardCharsets.ISO_8859_1).isEqualTo(reply);
    }
  }

  @ParameterizedTest
  @EnumSource
  void closedConnectionIsNotCountedByTheNextCommandOfAnother(Program program) throws IOException {
    try (var server = start(program);
        var observer = new Observer(server)) {
      observer.awaitStat("current-connections", 1);
      for (int round = 0; round < ROUNDS; round++) {
        visit(server, "list-tube-used", "USING default\r\n");
        assertThat(observer.stat("current-connections")).as("round %s", round).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void jobOfClosedConnectionIsReadyForTheNextCommandOfAnother(Program program) throws IOException {
    try (var server = start(program);
        var client = server.connect()) {
      for (int round = 0; round < ROUNDS; round++) {
        long id = client.put("0 0 60", "x");
        visit(server, "reserve", "RESERVED " + id + " 1\r\nx\r\n");
        client.expect("reserve-with-timeout 0", "RESERVED " + id + " 1\r\nx");
        client.expect("delete " + id, "DELETED");
      }
    }
  }
}
