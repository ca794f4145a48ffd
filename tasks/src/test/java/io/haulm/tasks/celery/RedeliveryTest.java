package io.haulm.tasks.celery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.tasks.JacksonCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that come back from workers that died, whatever they are. */
class RedeliveryTest {

  private final Redelivery redelivery = new Redelivery(new JacksonCodec());

  private static String text(Redelivery.Entry entry) {
    return entry.list() + ": " + new String(entry.message(), UTF_8);
  }

  @Test
  void messageIsMarkedAndGoesBackToTheListOfItsPriority() {
    String entry = "[{\"headers\": {}, \"properties\": {\"priority\": 7}}, \"\", \"q\"]";
    Redelivery.Entry back = redelivery.entry(entry.getBytes(UTF_8));
    assertThat(back.list()).isEqualTo(Keys.list("q", 7));
    assertThat(new String(back.message(), UTF_8))
        .contains("\"haulm_deliveries\": 1", "\"redelivered\": true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "1, 2", "\u0001", "{\"a\": NaN}"})
  void whatCannotBeReadKeepsItsQueueAndItsText(String message) {
    byte[] entry = ("[" + message + ", \"\", \"kö\"]").getBytes(UTF_8);
    assertThatThrownBy(() -> redelivery.entry(entry)).isInstanceOf(RuntimeException.class);
    assertThat(text(Redelivery.unreadable(entry))).isEqualTo("kö: " + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[1]", "hello", "[\"a\", \"\"]"})
  void whatNamesNoQueueIsKeptWhole(String entry) {
    assertThatThrownBy(() -> redelivery.entry(entry.getBytes(UTF_8)))
        .isInstanceOf(RuntimeException.class);
    assertThat(text(Redelivery.unreadable(entry.getBytes(UTF_8))))
        .isEqualTo(Keys.LOST + ": " + entry);
  }
}
