package io.haulm.server.http.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.server.http.EventStreams;
import io.haulm.server.http.access.Caller;
import io.haulm.server.http.access.Role;
import io.haulm.server.http.tubes.PauseNote;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventHubTest {
  private final EventHub hub = new EventHub(_ -> PauseNote.NONE);
  private final EmbeddedChannel browser = new EmbeddedChannel();

  @Test
  void aBrowserThatComesBeforeTheFirstSecondIsToldEverythingThen() {
    hub.add(EventStreams.on(browser), Caller.LOCAL);
    assertThat(told(browser)).isEmpty();

    hub.accept(FeedTest.snapshot(FeedTest.tube("a", 1, 0)));

    assertThat(told(browser)).startsWith("snapshot").contains("attention");
  }

  @Test
  void aSlowBrowserIsToldEverythingAnewInsteadOfWhatItMissed() {
    hub.accept(FeedTest.snapshot(FeedTest.tube("a", 1, 0)));
    hub.add(EventStreams.on(browser), Caller.LOCAL);
    assertThat(told(browser)).startsWith("snapshot");
    hub.accept(FeedTest.snapshot(FeedTest.tube("a", 2, 0)));
    assertThat(told(browser)).containsExactly("delta");

    setWritable(false);
    for (int second = 0; second < 1000; second++) {
      hub.accept(FeedTest.snapshot(FeedTest.tube("a", second, 0)));
    }
    assertThat(told(browser)).isEmpty();

    setWritable(true);
    hub.accept(FeedTest.snapshot(FeedTest.tube("a", 7, 0)));
    assertThat(told(browser)).containsExactly("snapshot");
    hub.accept(FeedTest.snapshot(FeedTest.tube("a", 8, 0)));
    assertThat(told(browser)).containsExactly("delta");
  }

  @Test
  void aBrowserThatWentIsForgotten() {
    hub.accept(FeedTest.snapshot());
    hub.add(EventStreams.on(browser), Caller.LOCAL);
    assertThat(hub.size()).isEqualTo(1);

    var _ = browser.close();

    assertThat(hub.size()).isZero();
  }

  @Test
  void whatHappensToATubeIsToldToThoseWhoSeeItOnly() {
    EmbeddedChannel other = new EmbeddedChannel();
    hub.add(EventStreams.on(browser), someone("mail*"));
    hub.add(EventStreams.on(other), someone("video*"));

    hub.tell("operation", Map.of("id", 7), "mail-eu");
    hub.tell("operation", Map.of("id", 8), "");

    assertThat(told(browser)).containsExactly("operation");
    assertThat(told(other)).isEmpty();
  }

  private static Caller someone(String tubes) {
    return new Caller("user ann", "ann", Role.VIEWER, List.of(tubes), Caller.Way.SESSION);
  }

  private void setWritable(boolean isWritable) {
    browser.unsafe().outboundBuffer().setUserDefinedWritability(1, isWritable);
  }

  /** The names of the events that were sent since the last look. */
  private static List<String> told(EmbeddedChannel channel) {
    List<String> names = new ArrayList<>();
    for (ByteBufHolder sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
      String text = sent.content().toString(StandardCharsets.UTF_8);
      names.add(text.substring("event: ".length(), text.indexOf('\n')));
      sent.release();
    }
    return names;
  }
}
