package io.haulm.tasks.tube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.tasks.CodecException;
import io.haulm.tasks.JacksonCodec;
import io.haulm.tasks.spi.Signature;
import io.haulm.tasks.spi.TaskMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TubeMessagesTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:19:52.251198Z");
  private final TubeMessages messages = new TubeMessages(new JacksonCodec());

  private static final Signature STEP =
      new Signature("step", List.of(1), Map.of(), Map.of("task_id", "s"), null, false);

  private static final TaskMessage FULL =
      new TaskMessage(
          "id-1",
          "shop.charge",
          List.of(1, "two"),
          Map.of("cents", 3),
          "payments",
          4,
          NOW,
          NOW.plusSeconds(60),
          2,
          new TaskMessage.Lineage("root", "parent", "group", 5),
          new TaskMessage.Limits(Duration.ofMillis(1_500), Duration.ofSeconds(1)),
          new TaskMessage.Follow(List.of(STEP), List.of(STEP), List.of(STEP, STEP), STEP),
          true,
          Map.of("trace", "t"));

  private static final TaskMessage SMALL =
      new TaskMessage(
          "id-2",
          "shop.note",
          List.of(),
          Map.of(),
          "celery",
          0,
          null,
          null,
          0,
          new TaskMessage.Lineage("id-2", null, null, null),
          TaskMessage.Limits.NONE,
          TaskMessage.Follow.NONE,
          false,
          Map.of());

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void allOfCallIsReadAsItWasWritten() {
    assertThat(messages.read(messages.write(FULL), "payments", 7).message()).isEqualTo(FULL);
  }

  @Test
  void whatSaysNothingIsLeftOut() {
    assertThat(new String(messages.write(SMALL), StandardCharsets.UTF_8))
        .isEqualTo("{\"v\": 1, \"task\": \"shop.note\", \"id\": \"id-2\"}");
    assertThat(messages.read(messages.write(SMALL), "celery", 7).message()).isEqualTo(SMALL);
  }

  @Test
  void callThatNamesNoIdIsNamedAfterItsJob() {
    TaskMessage message = messages.read(bytes("{\"task\": \"x\"}"), "celery", 7).message();
    assertThat(message.id()).isEqualTo("job-7");
    assertThat(message.lineage().rootId()).isEqualTo("job-7");
  }

  @Test
  void deadCallSaysWhyAndIsTheSameCall() {
    byte[] dead = messages.dead(messages.write(FULL), "too often", NOW);

    assertThat(new String(dead, StandardCharsets.UTF_8)).contains("\"reason\": \"too often\"");
    TubeMessages.Received received = messages.read(dead, "payments", 7);
    assertThat(received.message()).isEqualTo(FULL);
    assertThat(received.isDead()).isTrue();
    assertThat(messages.read(messages.write(FULL), "payments", 7).isDead()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[]",
        "{}",
        "{\"task\": 1}",
        "{\"v\": 2, \"task\": \"x\"}",
        "{\"v\": \"1\", \"task\": \"x\"}",
        "{\"task\": \"x\", \"args\": {}}",
        "{\"task\": \"x\", \"eta\": \"soon\"}",
        "{\"task\": \"x\", \"eta\": \"+999999999-01-01T00:00:00Z\"}",
        "{\"task\": \"x\", \"headers\": {\"haulm_reply\": \"bad tube name\"}}",
        "{\"task\": \"x\", \"headers\": {\"haulm_reply\": 5}}",
        "{\"task\": \"x\", \"chord\": {\"no\": \"task\"}}"
      })
  void whatIsNoCallIsRefused(String body) {
    assertThatThrownBy(() -> messages.read(bytes(body), "celery", 7))
        .isInstanceOf(CodecException.class);
  }
}
