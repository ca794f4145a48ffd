package io.haulm.server.http.overview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.engine.TubeFigures;
import io.haulm.server.http.Json;
import io.haulm.server.http.access.Caller;
import io.haulm.server.http.tubes.PauseNote;
import io.haulm.server.monitor.Attention;
import io.haulm.server.monitor.ProcessFigures;
import io.haulm.server.monitor.Snapshot;
import io.haulm.server.monitor.Totals;
import io.haulm.server.monitor.TubeStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FeedTest {
  private static final Sight ALL = new Sight(Caller.ALL_TUBES);

  @Test
  void aDeltaNamesOnlyTheTubesThatChangedAndThoseThatWent() throws Exception {
    Feed feed =
        new Feed(
            ALL, _ -> PauseNote.NONE, snapshot(tube("a", 1, 0), tube("b", 1, 0), tube("c", 1, 0)));

    feed.advance(snapshot(tube("a", 1, 0), tube("b", 2, 0)));

    JsonNode delta = Json.tree(feed.delta());
    assertThat(names(delta)).containsExactly("b");
    assertThat(delta.path("gone").toString()).isEqualTo("[\"c\"]");
  }

  @Test
  void anAgeThatGrowsLittleByLittleIsToldInTheEnd() throws Exception {
    Feed feed = new Feed(ALL, _ -> PauseNote.NONE, snapshot(tube("a", 1, 100_000)));
    int told = 0;
    for (int second = 1; second <= 60; second++) {
      feed.advance(snapshot(tube("a", 1, 100_000 + second * 1000L)));
      told += names(Json.tree(feed.delta())).size();
    }

    assertThat(told).isBetween(7, 11);
  }

  @Test
  void everythingIsEncodedOnceForAll() {
    Feed feed = new Feed(ALL, _ -> PauseNote.NONE, snapshot(tube("a", 1, 0)));

    assertThat(feed.whole()).isSameAs(feed.whole());
  }

  @Test
  void theReasonOfAPauseIsTold() throws Exception {
    Feed feed =
        new Feed(
            ALL,
            tube -> new PauseNote("because of " + tube.name(), "ann", 1),
            snapshot(tube("a", 1, 0)));

    assertThat(Json.tree(feed.whole()).path("tubes").get(0).path("pauseReason").asText())
        .isEqualTo("because of a");
    assertThat(Json.tree(feed.whole()).path("tubes").get(0).path("pausedBy").asText())
        .isEqualTo("ann");
  }

  @Test
  void someTubesAreAddedUpForThoseWhoSeeThemOnly() throws Exception {
    Feed feed =
        new Feed(
            new Sight(List.of("a*")),
            _ -> PauseNote.NONE,
            snapshot(tube("a1", 1, 5), tube("a2", 2, 9), tube("b", 4, 99)));

    JsonNode totals = Json.tree(feed.whole()).path("totals");
    assertThat(totals.path("ready").asInt()).isEqualTo(3);
    assertThat(totals.path("oldestReadyMillis").asInt()).isEqualTo(9);
    assertThat(Json.tree(feed.attention()).toString()).contains("\"a1\"").doesNotContain("\"b\"");
  }

  @Test
  void whoSeesFewTubesIsToldOfTheseHoweverManyOthersNeedAttention() throws Exception {
    TubeStatus[] tubes = new TubeStatus[Sight.ATTENTION_MAX + 1];
    for (int i = 0; i < tubes.length; i++) {
      tubes[i] = tube("b" + (1000 + i), 1, 5);
    }
    Feed last = new Feed(new Sight(List.of("b1100")), _ -> PauseNote.NONE, snapshot(tubes));
    Feed all = new Feed(ALL, _ -> PauseNote.NONE, snapshot(tubes));

    assertThat(Json.tree(last.attention()).toString()).contains("\"b1100\"");
    assertThat(Json.tree(all.attention()).toString())
        .contains("\"b1099\"")
        .doesNotContain("\"b1100\"");
  }

  @Test
  void attentionIsNewsOnlyWhenItChanges() {
    Feed feed = new Feed(ALL, _ -> PauseNote.NONE, snapshot(tube("a", 1, 0)));
    assertThat(feed.hasNewAttention()).isTrue();

    feed.advance(snapshot(tube("a", 2, 0)));
    assertThat(feed.hasNewAttention()).isFalse();

    feed.advance(snapshot(tube("a", 2, 0), tube("b", 2, 0)));
    assertThat(feed.hasNewAttention()).isTrue();
  }

  private static List<String> names(JsonNode delta) throws IOException {
    List<String> names = new ArrayList<>();
    delta.path("tubes").forEach(tube -> names.add(tube.path("name").asText()));
    return names;
  }

  static TubeStatus tube(String name, long ready, long ageMillis) {
    TubeFigures figures =
        new TubeFigures(
            name,
            1,
            ready,
            0,
            0,
            0,
            0,
            1,
            0,
            ready,
            0,
            0,
            1,
            1,
            1,
            0,
            1,
            99,
            99,
            new long[0],
            new long[0]);
    return new TubeStatus(
        figures,
        ageMillis,
        0,
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        new TubeStatus.Trend(0, 0, 0));
  }

  static Snapshot snapshot(TubeStatus... tubes) {
    Map<String, TubeStatus> byName = new TreeMap<>();
    List<Attention> attention = new ArrayList<>();
    for (TubeStatus tube : tubes) {
      byName.put(tube.name(), tube);
      attention.add(
          new Attention(
              Attention.Kind.OLDEST,
              Attention.Severity.WARN,
              tube.name(),
              Map.of("limitMillis", 1)));
    }
    return new Snapshot(
        1,
        1,
        new Totals(tubes.length, 0, 0, 0, 0, 0, 0, 0),
        byName,
        List.of(),
        new ProcessFigures(0, 0, 0, 0, 0, 0, 0, new long[0], 0, 0, 0, 0, 0, 0, 0, 0),
        attention);
  }
}
