package io.haulm.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stream of events to a client that reads when the test says so. */
class EventStreamTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private boolean mayGoOn = true;
  private final EventStream stream = new EventStream(channel, () -> mayGoOn);

  @BeforeEach
  void begin() {
    channel.freezeTime();
    stream.begin();
  }

  @Test
  void eventIsSentAsTwoLines() {
    assertThat(stream.send("delta", bytes("{}"))).isTrue();
    assertThat(stream.send("entry", "1-0", bytes("[]"))).isTrue();

    assertThat(sent()).isEqualTo("event: delta\ndata: {}\n\nid: 1-0\nevent: entry\ndata: []\n\n");
  }

  @Test
  void slowClientIsRefusedAndGetsOnlyTheNewestSnapshot() {
    setWritable(false);

    assertThat(stream.send("delta", bytes("1"))).isFalse();
    stream.sendNewest("snapshot", bytes("2"));
    stream.sendNewest("snapshot", bytes("3"));
    assertThat(sent()).isEmpty();

    setWritable(true);
    stream.writeKept();
    assertThat(sent()).isEqualTo("event: snapshot\ndata: 3\n\n");
    assertThat(stream.send("delta", bytes("4"))).isTrue();
  }

  @Test
  void onlySoManyNamesAreKept() {
    setWritable(false);
    for (int i = 0; i <= EventStream.KEPT_MAX; i++) {
      stream.sendNewest("e" + i, bytes("0"));
    }

    setWritable(true);
    stream.writeKept();

    assertThat(sent())
        .contains("event: e" + (EventStream.KEPT_MAX - 1))
        .doesNotContain("event: e" + EventStream.KEPT_MAX);
  }

  @Test
  void heartbeatShowsThatTheLineIsAlive() {
    beat();

    assertThat(sent()).isEqualTo(":\n\n");
  }

  @Test
  void clientThatDoesNotReadForFourHeartbeatsIsLetGo() {
    setWritable(false);
    beat();
    beat();
    beat();
    assertThat(stream.isOpen()).isTrue();

    beat();

    assertThat(stream.isOpen()).isFalse();
  }

  @Test
  void streamEndsWithTheSessionThatItBelongsTo() {
    mayGoOn = false;

    beat();

    assertThat(stream.isOpen()).isFalse();
  }

  @Test
  void endIsToldToTheSourceOnce() {
    AtomicInteger ends = new AtomicInteger();
    stream.onClose(ends::incrementAndGet);

    stream.close();
    stream.close();

    assertThat(ends).hasValue(1);
  }

  private void setWritable(boolean isWritable) {
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, isWritable);
    channel.runPendingTasks();
  }

  private void beat() {
    channel.advanceTimeBy(EventStream.HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    channel.runPendingTasks();
  }

  private String sent() {
    StringBuilder text = new StringBuilder();
    for (HttpContent next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
      text.append(next.content().toString(UTF_8));
      next.release();
    }
    return text.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void whoMayNoLongerSeeItIsToldNothingMore() {
    mayGoOn = false;

    assertThat(stream.send("delta", new byte[] {'{', '}'})).isFalse();

    assertThat(channel.isActive()).isFalse();
    assertThat(channel.<Object>readOutbound()).isNull();
  }
}
