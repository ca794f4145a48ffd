package io.haulm.server.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RespSinkTest {
  private final ByteBuf buffer = Unpooled.buffer();
  private final List<String> errors = new ArrayList<>();
  private final RespSink sink =
      new RespSink(
          () -> buffer,
          new RespSink.Scratch(),
          new RespSink.Listener() {
            @Override
            public void toldError(String message) {
              errors.add(message);
            }

            @Override
            public void pushing() {}
          });

  private String told() {
    String text = buffer.toString(ISO_8859_1);
    buffer.clear();
    return text.replace("\r\n", "~");
  }

  private void assertTold(Consumer<RespSink> telling, String resp2, String resp3) {
    sink.setResp3(false);
    telling.accept(sink);
    assertThat(told()).isEqualTo(resp2);
    sink.setResp3(true);
    telling.accept(sink);
    assertThat(told()).isEqualTo(resp3);
  }

  @Test
  void everyPartHasItsShapeInBothVersions() {
    assertTold(RespSink::ok, "+OK~", "+OK~");
    assertTold(s -> s.status("none"), "+none~", "+none~");
    assertTold(s -> s.error("ERR no"), "-ERR no~", "-ERR no~");
    assertTold(s -> s.integer(-12), ":-12~", ":-12~");
    assertTold(s -> s.bulk("abc"), "$3~abc~", "$3~abc~");
    assertTold(s -> s.bulk(new byte[0]), "$0~~", "$0~~");
    assertTold(s -> s.bulkInteger(-1234567), "$8~-1234567~", "$8~-1234567~");
    assertTold(RespSink::nil, "$-1~", "_~");
    assertTold(RespSink::nilArray, "*-1~", "_~");
    assertTold(s -> s.array(2), "*2~", "*2~");
    assertTold(s -> s.map(2), "*4~", "%2~");
    assertTold(s -> s.set(2), "*2~", "~2~");
    assertTold(s -> s.push(3), "*3~", ">3~");
    assertTold(s -> s.number(1.5), "$3~1.5~", ",1.5~");
    assertTold(s -> s.number(Double.POSITIVE_INFINITY), "$3~inf~", ",inf~");
    assertTold(s -> s.bool(true), ":1~", "#t~");
    assertTold(s -> s.bool(false), ":0~", "#f~");
    assertTold(s -> s.text("hi"), "$2~hi~", "=6~txt:hi~");
  }

  @Test
  void numbersOfAnyLengthAreWritten() {
    for (long value : new long[] {0, 9, 10, 99, 100, Long.MAX_VALUE, Long.MIN_VALUE, -1, -10}) {
      sink.integer(value);
      assertThat(told()).isEqualTo(":" + value + "~");
      sink.bulkInteger(value);
      String text = Long.toString(value);
      assertThat(told()).isEqualTo("$" + text.length() + "~" + text + "~");
    }
  }

  @Test
  void bytesOfAnyLengthAreWritten() {
    for (int length : new int[] {511, 512, 513, 70_000}) {
      String word = RespClient.word(length);
      sink.bulk(word);
      assertThat(told()).isEqualTo("$" + length + "~" + word + "~");
    }
    sink.bulk(new byte[] {'x', 'a', 'b', 'y'}, 1, 2);
    assertThat(told()).isEqualTo("$2~ab~");
  }

  @Test
  void errorHasNoLineBreaks() {
    sink.error("ERR a\r\nb");

    assertThat(told()).isEqualTo("-ERR a  b~");
    assertThat(errors).containsExactly("ERR a\r\nb");
  }

  @Test
  void silentSinkTellsMessagesOnly() {
    sink.setSilent(true);
    sink.ok();
    sink.push(2);
    sink.bulk("message");
    sink.nil();
    sink.bulk("reply");

    assertThat(told()).isEqualTo("*2~$7~message~$-1~");
  }

  @Test
  void closedSinkTellsNothing() {
    sink.close();
    sink.push(1);
    sink.bulk("message");
    sink.setSilent(false);
    sink.ok();

    assertThat(told()).isEmpty();
  }
}
