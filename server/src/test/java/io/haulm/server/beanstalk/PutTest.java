package io.haulm.server.beanstalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.server.Client;
import io.haulm.server.HaulmServer;
import io.haulm.server.ServerTest;
import io.haulm.server.Servers;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PutTest extends ServerTest {
  private static final int JOB_BYTES_MAX = 5_000_000;

  private Client client;

  @Override
  protected HaulmServer startServer() throws Exception {
    return Servers.withJobBytesMax(JOB_BYTES_MAX);
  }

  @BeforeEach
  void begin() throws Exception {
    client = connect();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 65_535, 65_536, 65_537, 131_072, 3_000_001, JOB_BYTES_MAX})
  void bodyOfAnyLengthComesBackAsItWas(int bodyBytes) throws Exception {
    String body = body(bodyBytes);

    assertThat(client.ask("put 0 0 60 " + bodyBytes + "\r\n" + body)).isEqualTo("INSERTED 1");

    assertThat(client.ask("peek 1")).isEqualTo("FOUND 1 " + bodyBytes);
    assertThat(client.block(bodyBytes)).isEqualTo(body);
    assertThat(client.ask("reserve")).isEqualTo("RESERVED 1 " + bodyBytes);
    assertThat(client.block(bodyBytes)).isEqualTo(body);
    assertThat(client.ask("delete 1")).isEqualTo("DELETED");
  }

  @Test
  void bodyBeyondTheLongestIsSkipped() throws Exception {
    String body = body(JOB_BYTES_MAX + 1);

    client.send("put 0 0 60 " + body.length() + " garbage\r\n" + body + "\r\nlist-tube-used\r\n");

    assertThat(client.line()).isEqualTo("JOB_TOO_BIG");
    assertThat(client.line()).isEqualTo("USING default");
    assertThat(client.stat("stats", "cmd-put")).isEqualTo("1");
    assertThat(client.stat("stats", "total-jobs")).isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "a\r", "xxxxx"})
  void bodyWithoutCrlfIsRefusedAndReadingGoesOnBehindIt(String trailer) throws Exception {
    String twoBytes = trailer.substring(0, 2);

    client.send("put 0 0 60 3\r\nabc" + twoBytes + "list-tube-used\r\n");

    assertThat(client.line()).isEqualTo("EXPECTED_CRLF");
    assertThat(client.line()).isEqualTo("USING default");
  }

  @Test
  void longBodyWithoutCrlfIsRefused() throws Exception {
    client.send("put 0 0 60 100000\r\n" + body(100_000) + "xxlist-tube-used\r\n");

    assertThat(client.line()).isEqualTo("EXPECTED_CRLF");
    assertThat(client.line()).isEqualTo("USING default");
  }

  @Test
  void bodyBehindALineWithGarbageIsRunAsCommands() throws Exception {
    client.send("put 0 0 60 14 x\r\nlist-tube-used\r\n");

    assertThat(client.line()).isEqualTo("BAD_FORMAT");
    assertThat(client.line()).isEqualTo("USING default");
    assertThat(client.stat("stats", "cmd-put")).isEqualTo("1");
  }

  @Test
  void idIsTakenWhenThePutLineArrives() throws Exception {
    Client slow = connect();
    slow.send("put 0 0 60 4\r\nsl");
    awaitStat(client, "current-producers", "1");
    assertThat(client.ask("put 0 0 60 4\r\nfast")).isEqualTo("INSERTED 2");
    assertThat(client.ask("peek 1")).isEqualTo("NOT_FOUND");

    assertThat(slow.send("ow\r\n").line()).isEqualTo("INSERTED 1");

    assertThat(client.ask("reserve")).isEqualTo("RESERVED 1 4");
    assertThat(client.block(4)).isEqualTo("slow");
  }

  @Test
  void timeToRunOfZeroIsOneSecond() throws Exception {
    client.ask("put 0 0 0 1\r\na");

    assertThat(client.stat("stats-job 1", "ttr")).isEqualTo("1");
  }

  @Test
  void largestNumbersAreKept() throws Exception {
    client.ask("put 4294967295 4294967295 4294967295 1\r\na");

    assertThat(client.stat("stats-job 1", "pri")).isEqualTo("4294967295");
    assertThat(client.stat("stats-job 1", "delay")).isEqualTo("4294967295");
    assertThat(client.stat("stats-job 1", "ttr")).isEqualTo("4294967295");
    assertThat(client.stat("stats-job 1", "state")).isEqualTo("delayed");
  }

  @Test
  void putThatBreaksOffLeavesNothingBehind() throws Exception {
    Client broken = connect();
    broken.send("put 0 0 60 1000000\r\n" + body(500_000));
    awaitStat(client, "current-producers", "1");

    broken.reset();

    awaitStat(client, "current-connections", "1");
    assertThat(client.stat("stats", "current-jobs-ready")).isEqualTo("0");
  }

  @Test
  void deletedJobIsStillSentToTheEnd() throws Exception {
    String body = body(JOB_BYTES_MAX);
    client.ask("put 0 0 60 " + body.length() + "\r\n" + body);
    Client reader = connect();
    reader.send("peek 1\r\n");
    assertThat(reader.line()).isEqualTo("FOUND 1 " + body.length());

    assertThat(client.ask("delete 1")).isEqualTo("DELETED");
    client.ask("put 0 0 60 " + body.length() + "\r\n" + "x".repeat(body.length()));

    assertThat(reader.block(body.length())).isEqualTo(body);
  }

  private static String body(int bytes) {
    SplittableRandom random = new SplittableRandom(bytes);
    StringBuilder body = new StringBuilder(bytes);
    for (int i = 0; i < bytes; i++) {
      body.append((char) random.nextInt(256));
    }
    return body.toString();
  }
}
