package io.haulm.server.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.server.shard.InputBuffer;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestParserTest {
  private static final long INTAKE_BYTES = 4L << 20;

  private final Intake intake = new Intake(INTAKE_BYTES);
  private final RequestParser parser = new RequestParser(intake);
  private final InputBuffer input = new InputBuffer(new InputBuffer.Scratch());
  private final List<List<String>> commands = new ArrayList<>();

  /** What a connection does with bytes that come in. */
  private void feed(String text) throws ProtocolException {
    var bytes = Unpooled.wrappedBuffer(text.getBytes(ISO_8859_1));
    if (input.isEmpty()) {
      parser.take(bytes);
    }
    input.add(bytes);
    for (byte[][] argv = parser.next(input); argv != null; argv = parser.next(input)) {
      commands.add(Arrays.stream(argv).map(word -> new String(word, ISO_8859_1)).toList());
    }
    input.keepRest();
  }

  private void assertRefused(String text, String message) {
    assertThatThrownBy(() -> feed(text))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("ERR Protocol error: " + message);
  }

  @Test
  void commandIsTheSameHoweverItIsCutApart() throws Exception {
    String text =
        RespClient.request("SET", "key", "a\r\nb")
            + "PING \"a b\"\r\n*0\r\n\r\n"
            + RespClient.request("GET", "");

    for (int cut = 0; cut <= text.length(); cut++) {
      commands.clear();
      feed(text.substring(0, cut));
      feed(text.substring(cut));
      assertThat(commands)
          .as("cut at %s", cut)
          .containsExactly(
              List.of("SET", "key", "a\r\nb"), List.of("PING", "a b"), List.of("GET", ""));
    }
  }

  @Test
  void commandArrivesByteByByte() throws Exception {
    for (char letter : RespClient.request("SET", "key", "value").toCharArray()) {
      feed(String.valueOf(letter));
    }

    assertThat(commands).containsExactly(List.of("SET", "key", "value"));
  }

  @ParameterizedTest(name = "{0} bytes in chunks")
  @ValueSource(ints = {32 * 1024 - 1, 32 * 1024, 100_000, (1 << 20) - 1, 1 << 20, 3_000_000})
  void longWordArrivesInChunks(int bytes) throws Exception {
    String word = RespClient.word(bytes);
    String text = RespClient.request("SET", "k", word) + RespClient.request("PING");

    for (int at = 0; at < text.length(); at += 60_001) {
      feed(text.substring(at, Math.min(text.length(), at + 60_001)));
    }

    assertThat(commands).containsExactly(List.of("SET", "k", word), List.of("PING"));
    assertThat(intake.bytes()).isZero();
  }

  @Test
  void moreWordsThanTheFirstArrayHolds() throws Exception {
    String[] words = new String[5000];
    Arrays.setAll(words, i -> "w" + i);

    feed(RespClient.request(words));

    assertThat(commands).containsExactly(List.of(words));
  }

  @Test
  void commandsThatDoNotArriveTakeNoMoreThanTheIntake() {
    assertRefused(
        "*2\r\n$3\r\nSET\r\n$" + (2 * INTAKE_BYTES) + "\r\nx",
        "no memory for a command of " + (2 * INTAKE_BYTES + 3 + 48) + " bytes or more");
  }

  @Test
  void whatWasTakenIsGivenBackWithTheConnection() throws Exception {
    feed("*2\r\n$3\r\nSET\r\n$1000000\r\nx");
    assertThat(intake.bytes()).isPositive();

    parser.clear();

    assertThat(intake.bytes()).isZero();
  }

  @Test
  void limitsAreReachedAndNotPassed() throws Exception {
    feed("*1048576\r\n");
    parser.clear();
    assertRefused("*1048577\r\n", "invalid multibulk length");
    parser.clear();
    input.clear();
    assertRefused("*1\r\n$536870913\r\n", "invalid bulk length");
    input.clear();
    parser.clear();
    feed("p".repeat(65_536));
    assertRefused("p", "too big inline request");
  }

  @Test
  void headersHaveALimitToo() {
    assertRefused("*" + "1".repeat(65_536), "too big mbulk count string");
    parser.clear();
    input.clear();
    assertRefused("*1\r\n$" + "1".repeat(65_536), "too big bulk count string");
  }

  @Test
  void strangersHaveToBeShort() throws Exception {
    parser.setStranger(true);

    feed(RespClient.request("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"));
    feed(RespClient.request(RespClient.word(16_384)));
    assertThat(commands).hasSize(2);
    assertRefused("*11\r\n", "unauthenticated multibulk length");
    input.clear();
    assertRefused("*1\r\n$16385\r\n", "unauthenticated bulk length");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "*a|invalid multibulk length",
        "*01|invalid multibulk length",
        "*+1|invalid multibulk length",
        "*|invalid multibulk length",
        "*2147483648|invalid multibulk length",
        "*1~$-1|invalid bulk length",
        "*1~$a|invalid bulk length",
        "*1~$|invalid bulk length",
        "*1~:1|expected '$', got ':'",
        "*1~X|expected '$', got 'X'",
        "PING \"a|unbalanced quotes in request",
        "PING \"a\"b|unbalanced quotes in request",
        "PING 'a|unbalanced quotes in request",
      })
  void nonsenseIsRefusedInTheWordsOfRedis(String text, String message) {
    assertRefused(text.replace("~", "\r\n") + "\r\n", message);
  }

  @Test
  void linesHaveWordsAndQuotes() throws Exception {
    feed("  set  a\t\"b c\"  \n");
    feed("e \"\\x41\\n\\r\\t\\b\\a\\\"\\\\\\q\"\r\n");
    feed("e 'it\\'s' ''  a\"b\"\r\n");
    feed("e \"\\x4\"\r\n");

    assertThat(commands)
        .containsExactly(
            List.of("set", "a", "b c"),
            List.of("e", "A\n\r\t\b\u0007\"\\q"),
            List.of("e", "it's", "", "ab"),
            List.of("e", "x4"));
  }

  @Test
  void emptyRequestsAreNone() throws Exception {
    feed("*0\r\n*-1\r\n\r\n   \r\nPING\r\n");

    assertThat(commands).containsExactly(List.of("PING"));
  }
}
