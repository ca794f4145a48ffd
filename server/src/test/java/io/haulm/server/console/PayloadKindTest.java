package io.haulm.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadKindTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":[1]}|JSON",
        " [1]|JSON",
        "12|JSON",
        "\"text\"|JSON",
        "{\"a\":|TEXT",
        "1 2|TEXT",
        "hello|TEXT",
        "grüße|TEXT",
        "a:1:{i:0;i:5;}|PHP",
        "O:8:\"stdClass\":0:{}|PHP",
        "s:3:\"abc\";|PHP",
        "true story|TEXT",
        "''|TEXT",
      })
  void aTextIsWhatItLooksLike(String body, PayloadKind kind) {
    assertThat(PayloadKind.of(body.getBytes(StandardCharsets.UTF_8), true)).isEqualTo(kind);
  }

  @Test
  void bytesAreWhatTheyLookLike() {
    assertThat(PayloadKind.of(new byte[] {(byte) 0x80, 4, 'N', '.'}, true))
        .isEqualTo(PayloadKind.PICKLE);
    assertThat(PayloadKind.of(new byte[] {(byte) 0x80, 4, 'N'}, true))
        .isEqualTo(PayloadKind.BINARY);
    assertThat(PayloadKind.of(new byte[] {0, 1, 2}, true)).isEqualTo(PayloadKind.BINARY);
    assertThat(
            PayloadKind.of(
                "O:1:\"A\":1:{s:4:\"\0A\0b\";N;}".getBytes(StandardCharsets.UTF_8), true))
        .isEqualTo(PayloadKind.PHP);
  }

  @Test
  void theBeginningOfABodyMayEndAnywhere() {
    byte[] body = "{\"a\":\"grüße\"}".getBytes(StandardCharsets.UTF_8);
    byte[] part = Arrays.copyOf(body, 9);

    assertThat(PayloadKind.of(part, false)).isEqualTo(PayloadKind.JSON);
    assertThat(PayloadKind.of(part, true)).isEqualTo(PayloadKind.BINARY);
  }
}
