package io.haulm.bench.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RespScannerTest {

  private static final String REPLIES =
      "+OK\r\n:1\r\n$5\r\nhello\r\n$-1\r\n*-1\r\n*2\r\n$1\r\na\r\n*1\r\n:2\r\n*0\r\n-ERR no\r\n";

  private static RespScanner scanner(String text) {
    var scanner = new RespScanner();
    scanner.reset(text.getBytes(US_ASCII), text.length());
    return scanner;
  }

  @Test
  void eachReplyIsOneStep() {
    RespScanner scanner = scanner(REPLIES);
    for (char kind : "+:$$***-".toCharArray()) {
      assertThat((char) scanner.next()).isEqualTo(kind);
    }
    assertThat(scanner.text()).isEqualTo("-ERR no");
    assertThat(scanner.position()).isEqualTo(REPLIES.length());
    assertThat(scanner.next()).isEqualTo(RespScanner.INCOMPLETE);
  }

  @Test
  void nullArrayIsKnown() {
    RespScanner scanner = scanner("*-1\r\n*0\r\n");
    scanner.next();
    assertThat(scanner.isNullArray()).isTrue();
    scanner.next();
    assertThat(scanner.isNullArray()).isFalse();
  }

  @Test
  void noPartOfReplyIsTaken() {
    String reply = "*2\r\n$3\r\nkey\r\n*2\r\n$1\r\na\r\n:5\r\n";
    for (int cut = 0; cut < reply.length(); cut++) {
      RespScanner scanner = scanner(reply.substring(0, cut));
      assertThat(scanner.next()).as("the first %s bytes", cut).isEqualTo(RespScanner.INCOMPLETE);
      assertThat(scanner.position()).isZero();
    }
    assertThat((char) scanner(reply).next()).isEqualTo('*');
  }
}
