package io.haulm.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuriedErrorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":1,\"error\":\"SMTP timeout\"}   | SMTP timeout",
        "{\"reason\" : \"no \\\"such\\\" user\"} | no \"such\" user",
        "{\"error\":\"M\\u00fcller \\/ 7\"}      | Müller / 7",
        "{\"error\":\"a\\tb\"}                    | a\tb",
        "{\"error\":\"cut o                        | cut o",
        "{\"error\":\"cut \\u00f                  | 'cut '",
        "{\"id\":1}                              | ''",
        "plain text                              | ''"
      })
  void errorIsFoundInABody(String body, String error) {
    assertThat(BuriedError.errorIn(body)).isEqualTo(error);
  }

  @Test
  void jobsBelongTogetherThatDifferInNumbersAndQuotedTextsOnly() {
    BuriedError first = of("mail", "{\"error\":\"say \\\"hi\\\" 1\"}");
    BuriedError second = of("mail", "{\"error\":\"say \\\"you\\\" 22\"}");

    assertThat(first).isEqualTo(second);
    assertThat(first.error()).isEqualTo("say <text> <n>");
    assertThat(of("sms", "{\"error\":\"say 'hi' 1\"}").fingerprint())
        .isNotEqualTo(first.fingerprint());
    assertThat(of("mail", "{\"error\":\"say\"}").fingerprint()).isNotEqualTo(first.fingerprint());
  }

  @Test
  void whatIsMaskedDoesNotTellGroupsApart() {
    BodyMask mask = new BodyMask(List.of("body.error"));

    assertThat(BuriedError.of("mail", mask, bytes("{\"error\":\"card 4111\"}")))
        .isEqualTo(BuriedError.of("mail", mask, bytes("{\"error\":\"other\"}")));
  }

  @Test
  void theRestOfALongBodyIsOfNoImportance() {
    String begin = "{\"error\":\"timeout\",\"data\":\"" + "x".repeat(BuriedError.LOOKED_AT_BYTES);

    assertThat(of("mail", begin)).isEqualTo(of("mail", begin + "yyy\",\"exception\":\"other\"}"));
  }

  private static BuriedError of(String tube, String body) {
    return BuriedError.of(tube, BodyMask.NONE, bytes(body));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
