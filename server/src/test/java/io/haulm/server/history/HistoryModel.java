package io.haulm.server.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a history ought to answer, worked out from all samples ever taken. */
final class HistoryModel {
  private final Map<SeriesName, List<Seen>> seen = new HashMap<>();

  private record Seen(long atMillis, Figures figures) {}

  void sample(long nowMillis, long coveredMillis, List<SeriesSample> samples) {
    for (SeriesSample sample : samples) {
      Figures figures = new Figures();
      figures.merge(sample.figures().setCoveredMillis(coveredMillis));
      seen.computeIfAbsent(sample.name(), _ -> new ArrayList<>()).add(new Seen(nowMillis, figures));
    }
  }

  /** Forgets what was sampled after a time. */
  void forgetAfter(long millis) {
    seen.values().forEach(all -> all.removeIf(each -> each.atMillis() > millis));
  }

  Optional<Figures> between(SeriesName name, long fromMillis, long beforeMillis) {
    Figures merged = new Figures();
    boolean isThere = false;
    for (Seen each : seen.getOrDefault(name, List.of())) {
      if (fromMillis <= each.atMillis() && each.atMillis() < beforeMillis) {
        merged.merge(each.figures());
        isThere = true;
      }
    }
    return isThere ? Optional.of(merged) : Optional.empty();
  }
}
