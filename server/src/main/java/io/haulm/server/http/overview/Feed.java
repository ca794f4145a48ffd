package io.haulm.server.http.overview;

import io.haulm.engine.TubeFigures;
import io.haulm.server.http.Json;
import io.haulm.server.http.tubes.PauseNote;
import io.haulm.server.http.tubes.TubeRates;
import io.haulm.server.http.tubes.TubeShown;
import io.haulm.server.monitor.Snapshot;
import io.haulm.server.monitor.TubeStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What all browsers of one sight are told: encoded once, however many they are. Not thread-safe.
 */
final class Feed {
  private final Sight sight;
  private final Function<TubeFigures, PauseNote> pauseNote;

  /** As each tube was last told. */
  private Map<String, TubeStatus> told = new HashMap<>();

  private Map<String, TubeStatus> seen = Map.of();
  private byte[] attention = {};
  private Snapshot latest;
  private byte @Nullable [] whole;
  private byte[] delta = {};
  private boolean hasNewAttention;

  private record Whole(long seq, long nowMillis, TotalsView totals, List<TubeShown> tubes) {}

  private record Delta(
      long seq, long nowMillis, TotalsView totals, List<TubeShown> tubes, List<String> gone) {}

  Feed(Sight sight, Function<TubeFigures, PauseNote> pauseNote, Snapshot first) {
    this.sight = sight;
    this.pauseNote = pauseNote;
    this.latest = first;
    advance(first);
  }

  /** A second has passed. */
  @SuppressWarnings("ReferenceEquality") // Another look makes another map, be it an equal one.
  final void advance(Snapshot snapshot) {
    latest = snapshot;
    whole = null;
    Map<String, TubeStatus> now = told;
    List<TubeShown> changed = List.of();
    // Where there are very many tubes, there are seconds in which none was looked at.
    if (snapshot.tubes() != seen) {
      now = new HashMap<>();
      changed = news(snapshot, now);
      seen = snapshot.tubes();
    }
    Map<String, TubeStatus> present = now;
    List<String> gone = told.keySet().stream().filter(name -> !present.containsKey(name)).toList();
    told = present;
    delta =
        Json.bytes(
            new Delta(
                snapshot.sequence(), snapshot.nowMillis(), sight.totals(snapshot), changed, gone));
    byte[] newAttention = Json.bytes(sight.attention(snapshot));
    hasNewAttention = !Arrays.equals(newAttention, attention);
    attention = newAttention;
  }

  /** Tubes that have news; puts each tube into {@code now} as it will have been told. */
  private List<TubeShown> news(Snapshot snapshot, Map<String, TubeStatus> now) {
    List<TubeShown> changed = new ArrayList<>();
    for (TubeStatus tube : sight.tubes(snapshot.tubes())) {
      TubeStatus before = told.get(tube.name());
      boolean isNews = before == null || tube.isNewsAfter(before);
      if (isNews) {
        changed.add(show(tube, snapshot.nowMillis()));
      }
      now.put(tube.name(), isNews ? tube : before);
    }
    return changed;
  }

  private TubeShown show(TubeStatus tube, long nowMillis) {
    return TubeShown.of(
        tube.figures(), nowMillis, TubeRates.Rates.of(tube), pauseNote.apply(tube.figures()));
  }

  /** Everything; encoded when it is first asked for. */
  byte[] whole() {
    byte[] encoded = whole;
    if (encoded == null) {
      List<TubeShown> tubes =
          sight.tubes(latest.tubes()).stream().map(tube -> show(tube, latest.nowMillis())).toList();
      encoded =
          Json.bytes(new Whole(latest.sequence(), latest.nowMillis(), sight.totals(latest), tubes));
      whole = encoded;
    }
    return encoded;
  }

  /** What has changed in the last second. */
  byte[] delta() {
    return delta;
  }

  byte[] attention() {
    return attention;
  }

  /** True when the last second brought another attention than the one before. */
  boolean hasNewAttention() {
    return hasNewAttention;
  }
}
