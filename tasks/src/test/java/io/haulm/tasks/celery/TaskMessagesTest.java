package io.haulm.tasks.celery;

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

/** Messages as Celery 5.2 was seen to write them. */
class TaskMessagesTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:19:52.251198Z");

  private static final String WITH_OPTIONS =
      """
      {"body": "W1tdLCB7IngiOiAxLCAieSI6IDJ9LCB7ImNhbGxiYWNrcyI6IFt7InRhc2siOiAiY2FwYXBwLnhzdW0iLCAiYXJncyI6IFtdLCAia3dhcmdzIjoge30sICJvcHRpb25zIjoge30sICJzdWJ0YXNrX3R5cGUiOiBudWxsLCAiaW1tdXRhYmxlIjogZmFsc2V9XSwgImVycmJhY2tzIjogW3sidGFzayI6ICJjYXBhcHAub25lcnIiLCAiYXJncyI6IFtdLCAia3dhcmdzIjoge30sICJvcHRpb25zIjoge30sICJzdWJ0YXNrX3R5cGUiOiBudWxsLCAiaW1tdXRhYmxlIjogZmFsc2V9XSwgImNoYWluIjogbnVsbCwgImNob3JkIjogbnVsbH1d", "content-encoding": "utf-8", "content-type": "application/json", "headers": {"lang": "py", "task": "capapp.add", "id": "035cb1f3-a5e9-42fd-8657-18326994f82d", "shadow": "nick", "eta": "2026-11-21T09:20:52.251198+00:00", "expires": "2026-11-21T09:21:52.251198+00:00", "group": null, "group_index": null, "retries": 0, "timelimit": [10, 5], "root_id": "035cb1f3-a5e9-42fd-8657-18326994f82d", "parent_id": null, "argsrepr": "()", "kwargsrepr": "{'x': 1, 'y': 2}", "origin": "gen14455@vm", "ignore_result": false, "x-tenant": "acme"}, "properties": {"correlation_id": "035cb1f3-a5e9-42fd-8657-18326994f82d", "reply_to": "d1256b14-9f3a-319f-80e8-0f8463306eca", "delivery_mode": 2, "expiration": "120000", "delivery_info": {"exchange": "", "routing_key": "celery"}, "priority": 9, "body_encoding": "base64", "delivery_tag": "2c37bb7f-eea3-4e5e-9c62-803c84bed3dc"}}
      """;

  private static final String VERSION_1 =
      """
      {"body": "eyJ0YXNrIjogImNhcGFwcC5hZGQiLCAiaWQiOiAiZTE0M2NkMzYtZjA2ZS00ZmRiLWI4ZGMtYzExYTc2NTgxMmExIiwgImFyZ3MiOiBbMiwgM10sICJrd2FyZ3MiOiB7fSwgImdyb3VwIjogbnVsbCwgImdyb3VwX2luZGV4IjogbnVsbCwgInJldHJpZXMiOiAwLCAiZXRhIjogbnVsbCwgImV4cGlyZXMiOiBudWxsLCAidXRjIjogdHJ1ZSwgImNhbGxiYWNrcyI6IG51bGwsICJlcnJiYWNrcyI6IG51bGwsICJ0aW1lbGltaXQiOiBbbnVsbCwgbnVsbF0sICJ0YXNrc2V0IjogbnVsbCwgImNob3JkIjogbnVsbH0=", "content-encoding": "utf-8", "content-type": "application/json", "headers": {}, "properties": {"correlation_id": "e143cd36-f06e-4fdb-b8dc-c11a765812a1", "delivery_mode": 2, "delivery_info": {"exchange": "", "routing_key": "celery"}, "priority": 0, "body_encoding": "base64", "delivery_tag": "2d220a7e-64dd-4a74-8ef9-c0fb5df2299c"}}
      """;

  private final JacksonCodec codec = new JacksonCodec();
  private final TaskMessages messages = new TaskMessages(codec, () -> NOW, "gen1@test");

  @Test
  void everyOptionOfCeleryIsRead() {
    TaskMessage message = messages.read(bytes(WITH_OPTIONS), "celery").message();

    assertThat(message.task()).isEqualTo("capapp.add");
    assertThat(message.kwargs()).containsExactlyInAnyOrderEntriesOf(Map.of("x", 1, "y", 2));
    assertThat(message.priority()).isEqualTo(9);
    assertThat(message.eta()).isEqualTo(NOW.plusSeconds(60));
    assertThat(message.expires()).isEqualTo(NOW.plusSeconds(120));
    assertThat(message.limits())
        .isEqualTo(new TaskMessage.Limits(Duration.ofSeconds(10), Duration.ofSeconds(5)));
    assertThat(message.headers()).containsExactly(Map.entry("x-tenant", "acme"));
    assertThat(message.follow().callbacks().get(0).task()).isEqualTo("capapp.xsum");
    assertThat(message.follow().errbacks().get(0).task()).isEqualTo("capapp.onerr");
  }

  @Test
  void whatIsReadIsWrittenAsCeleryWroteIt() {
    byte[] original = bytes(WITH_OPTIONS);
    byte[] written = messages.write(messages.read(original, "celery").message());

    Envelope before = Envelope.read(codec, original);
    Envelope after = Envelope.read(codec, written);
    assertThat(after.body()).isEqualTo(before.body());
    assertThat(after.headers())
        .containsOnlyKeys(before.headers().keySet())
        .containsEntry("eta", before.headers().get("eta"))
        .containsEntry("expires", before.headers().get("expires"))
        .containsEntry("timelimit", before.headers().get("timelimit"))
        .containsEntry("kwargsrepr", before.headers().get("kwargsrepr"));
    assertThat(after.properties())
        .containsOnlyKeys(before.properties().keySet())
        .containsEntry("expiration", "120000")
        .containsEntry("delivery_info", before.properties().get("delivery_info"));
  }

  @Test
  void versionOneIsRead() {
    TaskMessage message = messages.read(bytes(VERSION_1), "celery").message();

    assertThat(message.task()).isEqualTo("capapp.add");
    assertThat(message.id()).isEqualTo("e143cd36-f06e-4fdb-b8dc-c11a765812a1");
    assertThat(message.args()).isEqualTo(List.of(2, 3));
  }

  @Test
  void pickleIsRefusedUnread() {
    String pickle =
        WITH_OPTIONS.replace("\"application/json\"", "\"application/x-python-serialize\"");
    assertThatThrownBy(() -> messages.read(bytes(pickle), "celery"))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("pickle")
        .hasMessageContaining("task_serializer");
    assertThat(messages.refusal(bytes(pickle), "no").orElseThrow().taskId())
        .isEqualTo("035cb1f3-a5e9-42fd-8657-18326994f82d");
  }

  @Test
  void restoredMessageIsMarkedAndCounted() {
    Redelivery redelivery = new Redelivery(codec);
    byte[] once = entry(WITH_OPTIONS);
    Redelivery.Entry again = redelivery.entry(once);
    assertThat(again.list()).isEqualTo("celery\u0006\u00169");
    assertThat(messages.read(again.message(), "celery").deliveries()).isEqualTo(2);

    Redelivery.Entry third = redelivery.entry(entry(text(again.message())));
    assertThat(messages.read(third.message(), "celery").deliveries()).isEqualTo(3);
    assertThat(text(third.message())).contains("\"redelivered\": true");
  }

  @Test
  void prioritiesFoldToFourLists() {
    assertThat(List.of(0, 1, 2, 3, 5, 6, 8, 9).stream().map(p -> Keys.list("q", p)))
        .containsExactly(
            "q",
            "q",
            "q",
            "q\u0006\u00163",
            "q\u0006\u00163",
            "q\u0006\u00166",
            "q\u0006\u00166",
            "q\u0006\u00169");
    assertThat(Keys.queueOf("q\u0006\u00166")).isEqualTo("q");
  }

  @Test
  void textHasTheSpacesOfPythonAndNothingBeyondAscii() {
    assertThat(text(codec.write(List.of(1, "caf\u00e9", Map.of("a", true)))))
        .isEqualTo("[1, \"caf\\u00e9\", {\"a\": true}]");
  }

  @Test
  void signatureSurvivesItsTree() {
    Signature chord =
        Signature.chord(
            List.of(new Signature("a", List.of(1), Map.of(), Map.of(), null, false)),
            new Signature("b", List.of(), Map.of(), Map.of("task_id", "x"), null, false));
    Signature read = Signature.fromTree(codec.read(codec.write(chord.toTree())));
    assertThat(read.header()).isEqualTo(chord.header());
    assertThat(read.body()).isEqualTo(chord.body());
  }

  private static byte[] entry(String message) {
    return bytes("[" + message + ", \"\", \"celery\"]");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void messageWithoutIdIsRefused() {
    String nameless = WITH_OPTIONS.replace("\"id\": \"035cb1f3", "\"no\": \"035cb1f3");
    assertThatThrownBy(() -> messages.read(bytes(nameless), "celery"))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("no id");
  }
}
