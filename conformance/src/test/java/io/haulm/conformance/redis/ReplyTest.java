package io.haulm.conformance.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyTest {

  private static Reply parse(String bytes) throws IOException {
    return new ReplyParser(new ByteArrayInputStream(bytes.getBytes(ISO_8859_1))).next();
  }

  @Test
  void differentRepliesNeverLookAlike() throws IOException {
    assertThat(parse("+OK\r\n").shown()).isEqualTo("+OK");
    assertThat(parse("$2\r\nOK\r\n").shown()).isEqualTo("\"OK\"");
    assertThat(parse(":1\r\n").shown()).isEqualTo(":1");
    assertThat(parse("$1\r\n1\r\n").shown()).isEqualTo("\"1\"");
    assertThat(parse("$-1\r\n").shown()).isEqualTo("(nil)");
    assertThat(parse("*-1\r\n").shown()).isEqualTo("(nil array)");
    assertThat(parse("_\r\n").shown()).isEqualTo("(null)");
    assertThat(parse("*2\r\n:1\r\n*0\r\n").shown()).isEqualTo("[:1 []]");
    assertThat(parse("~1\r\n:1\r\n").shown()).isEqualTo("~[:1]");
    assertThat(parse("%1\r\n+a\r\n#t\r\n").shown()).isEqualTo("%[+a #t]");
    assertThat(parse(">1\r\n,1.5\r\n").shown()).isEqualTo(">[,1.5]");
  }

  @Test
  void replyThatIsCutOffIsNoReply() {
    assertThatThrownBy(() -> parse("*2\r\n:1\r\n")).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> parse("HTTP/1.1\r\n")).hasMessageContaining("not the begin");
  }

  @Test
  void normaliserTakesOutTimeAndOrderOnly() throws IOException {
    var normaliser = new ReplyNormaliser(false);
    Reply set = parse("*2\r\n$1\r\nb\r\n$1\r\na\r\n");
    assertThat(normaliser.normalise(List.of("smembers", "s"), set).shown())
        .isEqualTo("[\"a\" \"b\"]");
    assertThat(normaliser.normalise(List.of("LRANGE", "l"), set).shown())
        .isEqualTo("[\"b\" \"a\"]");
    Reply left = parse(":99999\r\n");
    assertThat(normaliser.normalise(List.of("PTTL", "k"), left).shown()).isEqualTo(":<=100000");
    assertThat(normaliser.normalise(List.of("TTL", "k"), parse(":-1\r\n")).shown())
        .isEqualTo(":-1");
    assertThat(normaliser.normalise(List.of("GET", "k"), left).shown()).isEqualTo(":99999");
  }

  @Test
  void idsThatTheServerMadeUpAreNamedInTheOrderOfTheirAppearance() throws IOException {
    var normaliser = new ReplyNormaliser(false);
    List<String> xadd = List.of("XADD");
    assertThat(normaliser.normalise(xadd, parse("$15\r\n1795253147703-0\r\n")).shown())
        .isEqualTo("\"{id 1}\"");
    assertThat(normaliser.normalise(xadd, parse("$15\r\n1795253147703-1\r\n")).shown())
        .isEqualTo("\"{id 2}\"");
    assertThat(normaliser.entryId(2)).isEqualTo("1795253147703-1");
    assertThat(normaliser.normalise(xadd, parse("$3\r\n1-1\r\n")).shown()).isEqualTo("\"1-1\"");
  }
}
