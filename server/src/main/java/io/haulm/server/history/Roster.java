package io.haulm.server.history;

import io.haulm.engine.Check;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which series have a place of their own. Places are given to whoever comes first; later a series
 * without one takes that of the least active, once it is clearly more active.
 */
final class Roster {
  /** How many places change hands in a minute. */
  static final int TAKEOVERS_PER_MINUTE_MAX = 4;

  /** How many that have no place are looked at in a minute. */
  static final int CANDIDATES_MAX = 1024;

  /** How much more active a candidate must be, so that two like ones do not take turns. */
  private static final double CLEARLY_MORE = 2;

  private final Storage storage;
  private final Map<SeriesName, Series> series = new HashMap<>();
  private final ArrayDeque<Integer> freeRegions = new ArrayDeque<>();
  private final Map<SeriesName, Long> candidates = new HashMap<>();
  private int lastOwner;

  private Roster(Storage storage) {
    this.storage = storage;
  }

  /** Finds the series that have a place in the files. */
  static Roster read(Storage storage, HistoryOptions options, long nowMillis) throws IOException {
    Roster roster = new Roster(storage);
    // Owners are times, so that rows whose label was lost never become somebody else's.
    roster.lastOwner = (int) (nowMillis / 1000);
    for (int region = 0; region < options.seriesMax(); region++) {
      Label label = Label.read(storage.figures(), Layout.region(region));
      if (label == null || roster.series.containsKey(label.name())) {
        roster.freeRegions.add(region);
      } else {
        roster.series.put(label.name(), new Series(label.name(), label.owner(), region, storage));
        roster.lastOwner = Math.max(roster.lastOwner, label.owner());
      }
    }
    roster.makePlaceFor(SeriesName.TOTAL);
    roster.makePlaceFor(SeriesName.OTHER);
    return roster;
  }

  private void makePlaceFor(SeriesName name) throws IOException {
    if (series.containsKey(name)) {
      return;
    }
    if (freeRegions.isEmpty()) {
      freeRegions.add(removeLeastActive().region);
    }
    admit(name);
  }

  Optional<Series> find(SeriesName name) {
    return Optional.ofNullable(series.get(name));
  }

  Collection<Series> all() {
    return Collections.unmodifiableCollection(series.values());
  }

  /** The series of this name; null when it has no place. One that does nothing gets none. */
  @Nullable Series place(SeriesSample sample) throws IOException {
    Series found = series.get(sample.name());
    if (found != null || !sample.figures().isActive()) {
      return found;
    }
    if (!freeRegions.isEmpty()) {
      return admit(sample.name());
    }
    Figures figures = sample.figures();
    if (candidates.size() < CANDIDATES_MAX || candidates.containsKey(sample.name())) {
      candidates.merge(sample.name(), figures.get(Metric.IN) + figures.get(Metric.OUT), Long::sum);
    }
    return null;
  }

  /** A minute has passed: places change hands. */
  void endMinute() throws IOException {
    series.values().forEach(each -> each.activity().endMinute());
    List<Map.Entry<SeriesName, Long>> best =
        candidates.entrySet().stream()
            .sorted(
                Map.Entry.<SeriesName, Long>comparingByValue()
                    .reversed()
                    .thenComparing(candidate -> candidate.getKey().toString()))
            .limit(TAKEOVERS_PER_MINUTE_MAX)
            .toList();
    candidates.clear();
    for (Map.Entry<SeriesName, Long> candidate : best) {
      Optional<Series> weakest = leastActive();
      if (weakest.isPresent()
          && candidate.getValue() > weakest.get().activity().perMinute() * CLEARLY_MORE) {
        freeRegions.add(removeLeastActive().region);
        admit(candidate.getKey());
      }
    }
  }

  private Series admit(SeriesName name) throws IOException {
    int region = freeRegions.removeFirst();
    lastOwner++;
    Series added = new Series(name, lastOwner, region, storage);
    series.put(name, added);
    new Label(lastOwner, name).write(storage.figures(), Layout.region(region));
    return added;
  }

  private Series removeLeastActive() {
    Series weakest = leastActive().orElseThrow();
    Check.invariant(series.remove(weakest.name) == weakest, "a series has one place");
    return weakest;
  }

  private Optional<Series> leastActive() {
    return series.values().stream()
        .filter(each -> each.name.kind().isNamed())
        .min(
            Comparator.comparingDouble((Series each) -> each.activity().perMinute())
                .thenComparing(each -> each.name.toString()));
  }
}
