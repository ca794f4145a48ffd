package io.haulm.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawFieldTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1e400}",
        "1.10",
        "1e2",
        "[ 1 , {\"json\": 2} ]",
        "\"\\u00fc \u540d\"",
        "null",
        "true",
        "-0"
      })
  void valueStaysAsItWasWritten(String value) {
    assertThat(raw("{\"json\": " + value + " }")).contains(value);
    assertThat(raw("{\"a\":{\"json\":0},\"b\":[1],\"json\":" + value + ",\"c\":3}"))
        .contains(value);
  }

  @Test
  void whatIsNotThereIsEmpty() {
    assertThat(raw("{\"a\":{\"json\":1}}")).isEmpty();
    assertThat(RawField.of("{\"json\":1}".getBytes(StandardCharsets.UTF_16LE), "json")).isEmpty();
  }

  private static Optional<String> raw(String json) {
    return RawField.of(json.getBytes(StandardCharsets.UTF_8), "json")
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }
}
