package io.haulm.server.beanstalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.server.Client;
import io.haulm.server.HaulmServer;
import io.haulm.server.ServerTest;
import io.haulm.server.Servers;
import io.haulm.server.config.BeanstalkdVersion;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections as they begin, are used hard, and end. */
class TrafficTest extends ServerTest {
  @Test
  void tenThousandCommandsInOneWriteAreAnsweredInOrder() throws Exception {
    Client client = connect();
    int jobs = 5_000;
    StringBuilder commands = new StringBuilder();
    for (int i = 1; i <= jobs; i++) {
      commands.append("put 0 0 60 4\r\nbody\r\ndelete ").append(i).append("\r\n");
    }

    client.send(commands.toString());

    for (int i = 1; i <= jobs; i++) {
      assertThat(client.line()).isEqualTo("INSERTED " + i);
      assertThat(client.line()).isEqualTo("DELETED");
    }
  }

  @Test
  void clientThatDoesNotReadIsNotReadAndLosesNothing() throws Exception {
    Client client = connect();
    String body = "b".repeat(60_000);
    client.put(body);
    int peeks = 2_000;

    // 120 MB of replies: far more than sockets and server keep.
    client.send("peek 1\r\n".repeat(peeks));
    Client other = connect();

    assertThat(countThatNoLongerMoves(other, "cmd-peek")).isLessThan(peeks);
    for (int i = 0; i < peeks; i++) {
      assertThat(client.line()).isEqualTo("FOUND 1 60000");
      assertThat(client.block(body.length()).length()).isEqualTo(body.length());
    }
    assertThat(client.ask("list-tube-used")).isEqualTo("USING default");
  }

  @Test
  void allThatWasSentBeforeAHalfCloseIsAnswered() throws Exception {
    Client client = connect();

    client.send("put 0 0 60 1\r\na\r\nreserve\r\nlist-tube-used\r\nhalf a li").halfClose();

    assertThat(client.rest()).isEqualTo("INSERTED 1\r\nRESERVED 1 1\r\na\r\nUSING default\r\n");
  }

  @Test
  void reserveThatWaitsTimesOutWhenTheClientSendsNothingMore() throws Exception {
    Client client = connect();

    client.send("reserve\r\nreserve\r\nlist-tube-used\r\n").halfClose();

    assertThat(client.rest()).isEqualTo("TIMED_OUT\r\nTIMED_OUT\r\nUSING default\r\n");
  }

  @Test
  void halfCloseInTheMiddleOfABodyEndsTheConnection() throws Exception {
    Client client = connect();

    client.send("put 0 0 60 10\r\nabc").halfClose();

    assertThat(client.rest()).isEmpty();
    awaitStat(connect(), "current-connections", "1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n",
        "POST /x HTTP/1.1\r\nHost: a\r\n\r\nput 0 0 60 1\r\na\r\n",
        "OPTIONS * HTTP/1.1\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001"
      })
  void browserIsCutOff(String greeting) throws Exception {
    Client client = connect();

    client.send(greeting);

    assertThat(client.isClosedByServer()).isTrue();
    assertThat(connect().stat("stats", "total-jobs")).isEqualTo("0");
  }

  @Test
  void httpVerbLaterOnIsAnUnknownCommand() throws Exception {
    Client client = connect();
    client.ask("list-tube-used");

    assertThat(client.ask("GET / HTTP/1.1")).isEqualTo("UNKNOWN_COMMAND");
  }

  @Test
  void clientBeyondTheMostAllowedIsTurnedAwayUntilOneGoes() throws Exception {
    try (HaulmServer small =
            HaulmServer.start(Servers.config(Servers.ANY_PORT, BeanstalkdVersion.V1_13, 1000, 2));
        Client first = new Client(small);
        Client second = new Client(small)) {
      first.ask("list-tube-used");
      second.ask("list-tube-used");
      try (Client third = new Client(small)) {
        assertThat(third.isClosedByServer()).isTrue();
      }

      second.reset();

      awaitStat(first, "current-connections", "1");
      assertThat(askWhenAllowed(small)).isEqualTo("USING default");
    }
  }

  @Test
  void urgentByteDoesNoHarm() throws Exception {
    Client client = connect();
    client.socket().sendUrgentData('!');

    assertThat(client.ask("list-tube-used")).isEqualTo("USING default");
  }

  @Test
  void jobsAreGivenBackWhenAWorkerIsResetWithRepliesUnread() throws Exception {
    Client worker = connect();
    Client other = connect();
    for (int i = 0; i < 100; i++) {
      other.put("x".repeat(50_000));
    }
    worker.send("reserve\r\n".repeat(100));
    awaitStat(other, "current-workers", "1");

    worker.reset();

    awaitStat(other, "current-connections", "1");
    assertThat(other.stat("stats", "current-jobs-ready")).isEqualTo("100");
  }

  /** Each question is a turn of the server's loop, in which it would do more if it wanted to. */
  private static long countThatNoLongerMoves(Client client, String key) throws IOException {
    String last = client.stat("stats", key);
    int same = 0;
    while (same < 100) {
      String next = client.stat("stats", key);
      same = next.equals(last) && !next.equals("0") ? same + 1 : 0;
      last = next;
    }
    return Long.parseLong(last);
  }

  private static String askWhenAllowed(HaulmServer server) throws IOException {
    IOException last = new IOException("never tried");
    for (int i = 0; i < 1000; i++) {
      try (Client client = new Client(server)) {
        return client.ask("list-tube-used");
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }
}
