package io.haulm.engine.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.Check;
import io.haulm.engine.keyspace.stream.StreamFigures;
import io.haulm.engine.keyspace.stream.StreamFigures.GroupFigures;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyBrowserTest {
  private final KeyspaceFixture fixture = new KeyspaceFixture();
  private final KeyBrowser browser = fixture.keyspace.browser();

  @Test
  void aWalkSeesAllKeysButThoseThatHaveExpired() {
    for (int i = 0; i < 100; i++) {
      fixture.run("SET key" + i + " x" + (i % 10 == 0 ? " PX 100" : ""));
    }
    fixture.now += 100;
    List<String> seen = new ArrayList<>();
    long cursor = KeyBrowser.BEGIN;
    do {
      cursor = browser.scan(fixture.now, 0, cursor, 5, entry -> seen.add(text(entry.name())));
    } while (cursor != KeyBrowser.BEGIN);

    assertThat(seen).hasSize(90).doesNotHaveDuplicates().doesNotContain("key10");
  }

  @Test
  void aLookIsNoAccessAndExpiresNothing() {
    fixture.run("SET key x PX 100");
    long hits = fixture.keyspace.stats().hits();

    assertThat(browser.find(fixture.now, 0, bytes("key"))).isNotNull();
    assertThat(browser.find(fixture.now + 100, 0, bytes("key"))).isNull();
    assertThat(browser.find(fixture.now, 1, bytes("key"))).isNull();

    assertThat(fixture.keyspace.stats().hits()).isEqualTo(hits);
    assertThat(fixture.keyspace.size(0)).isEqualTo(1);
  }

  @Test
  void aStreamTellsItsLengthAndHowFarItsGroupsAre() {
    fixture.run("XGROUP CREATE orders billing $ MKSTREAM");
    for (int i = 1; i <= 5; i++) {
      fixture.run("XADD orders " + i + "-0 a 1");
    }
    fixture.run("XREADGROUP GROUP billing worker COUNT 2 STREAMS orders >");
    fixture.run("XACK orders billing 1-0");

    StreamFigures figures = StreamFigures.of(entry("orders"));

    assertThat(figures.length()).isEqualTo(5);
    assertThat(figures.added()).isEqualTo(5);
    GroupFigures group = figures.groups().getFirst();
    assertThat(text(group.name())).isEqualTo("billing");
    assertThat(group.consumers()).isEqualTo(1);
    assertThat(group.pending()).isEqualTo(1);
    assertThat(group.lag()).isEqualTo(3);
    assertThat(group.read()).isEqualTo(2);
  }

  @Test
  void onlyStreamsAreStreams() {
    fixture.run("SET text x");
    fixture.run("XADD stream 1-0 a 1");

    assertThat(StreamFigures.isStream(entry("text"))).isFalse();
    assertThat(StreamFigures.isStream(entry("stream"))).isTrue();
  }

  private KeyEntry entry(String name) {
    return Check.present(browser.find(fixture.now, 0, bytes(name)), "the key is there");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
