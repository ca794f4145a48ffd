package io.haulm.server.beanstalk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.server.Client;
import io.haulm.server.ServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which lines are commands, and what is said to those that are not. */
class LineTest extends ServerTest {
  private static final int LINE_BYTES_MAX = 224;

  private Client client;

  @BeforeEach
  void begin() throws Exception {
    client = connect();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "put",
        "delete",
        "peek",
        "kick",
        "kick-job",
        "touch",
        "bury",
        "use",
        "watch",
        "ignore",
        "list",
        "nonsense",
        "Put 0 0 0 0",
        " stats",
        "release",
        "\u00ff",
        "res"
      })
  void lineThatBeginsLikeNoCommandIsUnknown(String line) throws Exception {
    assertThat(client.ask(line)).isEqualTo("UNKNOWN_COMMAND");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete ",
        "delete abc",
        "delete -1",
        "delete +1",
        "delete \t1",
        "delete 1 ",
        "delete 1x",
        "delete 18446744073709551616",
        "delete 99999999999999999999999",
        "release 1",
        "release 1 0",
        "release 1 0 0 ",
        "release 1 4294967296 0",
        "release 1 0 4294967296",
        "bury 1",
        "bury 1 0 0",
        "bury 1 4294967296",
        "touch ",
        "kick ",
        "kick x",
        "kick -",
        "peek ",
        "peek-readyx",
        "peek-delayed ",
        "peek-buried1",
        "reserve ",
        "reservex",
        "reserve-job",
        "reserve-job ",
        "reserve-with-timeout",
        "reserve-with-timeout ",
        "reserve-with-timeout x",
        "reserve-with-timeout -1",
        "reserve-with-timeout 2147483648",
        "stats ",
        "stats-job",
        "stats-job ",
        "stats-tube",
        "stats-tube ",
        "list-tubesx",
        "list-tube-used ",
        "list-tubes-watched ",
        "use ",
        "use  default",
        "use default ",
        "use -a",
        "use a,b",
        "use \u00e4",
        "watch ",
        "watch -a",
        "ignore ",
        "stats-tube -a",
        "pause-tube",
        "pause-tube default",
        "pause-tube default x",
        "pause-tube default 1 ",
        "pause-tube default 4294967296",
        "pause-tube -a 1",
        "put 0 0 0",
        "put a 0 0 0",
        "put -1 0 0 0",
        "put 4294967296 0 0 0",
        "put 0 4294967296 0 0",
        "put 0 0 4294967296 0",
        "put 0 0 0 4294967296",
        "put 0 0 0 -1",
        "put 0 0 0 1 ",
        "put 0 0 0 1x",
        "stats\0"
      })
  void commandWithWrongArgumentsIsBadFormat(String line) throws Exception {
    assertThat(client.ask(line)).isEqualTo("BAD_FORMAT");
    assertThat(client.ask("list-tube-used")).isEqualTo("USING default");
  }

  @Test
  void prefixesMatchAsWithBeanstalkd() throws Exception {
    assertThat(client.ask("pause-tubedefault 0")).isEqualTo("PAUSED");
    assertThat(client.ask("pause-tube   default   0")).isEqualTo("PAUSED");
    assertThat(client.ask("reserve-with-timeout 0x")).isEqualTo("TIMED_OUT");
    assertThat(client.ask("reserve-with-timeout 0 0")).isEqualTo("TIMED_OUT");
    assertThat(client.ask("delete    007")).isEqualTo("NOT_FOUND");
    assertThat(client.send("quitfoo\r\n").rest()).isEmpty();
  }

  @Test
  void longestLineIsTaken() throws Exception {
    String line = "delete " + "0".repeat(LINE_BYTES_MAX - "delete \r\n".length() - 1) + "1";

    assertThat(client.ask(line)).isEqualTo("NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 223, 224, 225, 300, 70_000})
  void lineBeyondTheLongestIsDroppedAndOnlyThatOne(int bytesBeyond) throws Exception {
    String line = "delete " + "1".repeat(LINE_BYTES_MAX - "delete \r\n".length() + bytesBeyond);

    client.send(line + "\r\nlist-tube-used\r\n");

    assertThat(client.line()).isEqualTo("BAD_FORMAT");
    assertThat(client.line()).isEqualTo("USING default");
  }

  @Test
  void longLineThatArrivesByteByByteIsDropped() throws Exception {
    for (int i = 0; i < LINE_BYTES_MAX + 10; i++) {
      client.send("\r");
    }
    client.send("\n");

    assertThat(client.line()).isEqualTo("BAD_FORMAT");
    assertThat(client.ask("list-tube-used")).isEqualTo("USING default");
  }

  @Test
  void loneCrEndsNoLineAndHoldsNothingUp() throws Exception {
    assertThat(client.ask("ab\rcd")).isEqualTo("UNKNOWN_COMMAND");
    assertThat(client.ask("stats\r")).isEqualTo("BAD_FORMAT");
    assertThat(client.ask("ab\ncd")).isEqualTo("UNKNOWN_COMMAND");
  }

  @Test
  void longestTubeNameIsTakenAndNoLongerOne() throws Exception {
    String name = "n".repeat(200);

    assertThat(client.ask("use " + name)).isEqualTo("USING " + name);
    assertThat(client.ask("watch " + name)).isEqualTo("WATCHING 2");
    assertThat(client.ask("pause-tube " + name + " 0")).isEqualTo("PAUSED");
    assertThat(client.ask("use " + name + "n")).isEqualTo("BAD_FORMAT");
    assertThat(client.ask("watch " + name + "n")).isEqualTo("BAD_FORMAT");
    assertThat(client.ask("pause-tube " + name + "n 0")).isEqualTo("BAD_FORMAT");
    assertThat(client.ask("use a-Z0+/;.$_()")).isEqualTo("USING a-Z0+/;.$_()");
  }

  @Test
  void inputMayArriveByteByByte() throws Exception {
    byte[] bytes = "put 1 0 60 5\r\nhel\r\n\r\npeek 1\r\n".getBytes(ISO_8859_1);
    for (byte b : bytes) {
      client.send(new byte[] {b});
    }

    assertThat(client.line()).isEqualTo("INSERTED 1");
    assertThat(client.line()).isEqualTo("FOUND 1 5");
    assertThat(client.block(5)).isEqualTo("hel\r\n");
  }
}
