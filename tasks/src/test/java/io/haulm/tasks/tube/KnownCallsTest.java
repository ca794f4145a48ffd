package io.haulm.tasks.tube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.tasks.spi.ResultRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With room for three calls and ten bytes of results; a body is {@code id status}. */
class KnownCallsTest {

  private final KnownCalls calls = new KnownCalls(KnownCallsTest::record, 3, 10);
  private final List<String> told = new ArrayList<>();

  private static ResultRecord record(byte[] body) {
    String[] words = new String(body, StandardCharsets.UTF_8).split(" ", -1);
    return new ResultRecord(words[0], words[1], null, null, List.of(), null, null, null);
  }

  private void arrive(String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    calls.arrived(record(body), body);
  }

  private void watch(String id) {
    calls.watch(id, record -> told.add(record.taskId() + " " + record.status()));
  }

  @Test
  void watcherIsToldWhatIsKnownAndWhatComes() {
    calls.expect("a");
    arrive("a B");
    watch("a");
    arrive("a C");
    assertThat(told).containsExactly("a B", "a C");
    assertThat(calls.read("a").orElseThrow().status()).isEqualTo("C");
  }

  @Test
  void whoWatchesNoMoreIsToldNothing() {
    calls.expect("a");
    calls.watch("a", record -> told.add(record.status())).close();
    arrive("a B");
    assertThat(told).isEmpty();
  }

  @Test
  void nothingIsNotedOverSuccess() {
    KnownCalls roomy = new KnownCalls(KnownCallsTest::record, 3, 100);
    roomy.expect("a");
    for (String text : List.of("a SUCCESS", "a STARTED", "a FAILURE")) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      roomy.arrived(record(body), body);
    }
    assertThat(roomy.read("a").orElseThrow().status()).isEqualTo("SUCCESS");
  }

  @Test
  void callsOfOthersAreRefused() {
    arrive("b C");
    assertThatThrownBy(() -> calls.read("b")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> watch("b")).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void oneCallTooManyForgetsTheOldestThatNobodyWatches() {
    calls.expect("a");
    watch("a");
    calls.expect("b");
    calls.expect("c");
    assertThat(calls.read("b")).isEmpty();
    calls.expect("d");
    assertThat(calls.read("a")).isEmpty();
    assertThatThrownBy(() -> calls.read("b")).isInstanceOf(UnsupportedOperationException.class);
    assertThat(calls.read("d")).isEmpty();
  }

  @Test
  void oneByteTooManyDropsTheOldestResult() {
    for (String id : List.of("a", "b", "c")) {
      calls.expect(id);
    }
    arrive("a 45678");
    arrive("b C");
    assertThat(calls.read("a")).isPresent();
    arrive("c D");
    assertThatThrownBy(() -> calls.read("a"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("dropped");
    assertThat(calls.read("b")).isPresent();
    assertThat(calls.read("c")).isPresent();
  }

  @Test
  void newestResultIsKeptHoweverLong() {
    calls.expect("a");
    arrive("a 45678901234567890");
    assertThat(calls.read("a")).isPresent();
  }

  @Test
  void forgottenCallIsForgottenWithItsBytes() {
    calls.expect("a");
    arrive("a 4567890");
    calls.forget("a");
    assertThatThrownBy(() -> calls.read("a")).isInstanceOf(UnsupportedOperationException.class);
    calls.expect("b");
    arrive("b 4567890");
    assertThat(calls.read("b")).isPresent();
  }
}
