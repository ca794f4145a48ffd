package io.haulm.server.monitor;

import io.haulm.engine.TubeFigures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which tubes Prometheus gets one by one, and the sum of the others. A tube that has its own label
 * keeps it as long as it exists, and what is counted of the others never goes down: whatever looks
 * like a counter has to behave like one.
 */
final class LabelledTubes {
  /** How many tubes get their own label: a bound for what Prometheus has to keep. */
  static final int LABELLED_MAX = 100;

  /** The label of all others together; no tube can have this name. */
  static final String OTHER = "-other";

  private static final TubeFigures NOTHING = TubeTrack.nothing("");

  private final Set<String> labelled = new LinkedHashSet<>();
  private Map<String, TubeFigures> lastOfOthers = new HashMap<>();
  private long otherPuts;
  private long otherDeletes;
  private long[] otherWaits = new long[0];

  /**
   * What is shown of a tube, or of all others together.
   *
   * @param waitCounts see {@link TubeFigures#waitCounts}
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Row(
      String label,
      long ready,
      long reserved,
      long delayed,
      long buried,
      long oldestReadyMillis,
      long puts,
      long deletes,
      long[] waitCounts) {}

  /** The rows of a snapshot, that of the others last. */
  List<Row> rows(Snapshot snapshot) {
    labelled.retainAll(snapshot.tubes().keySet());
    List<Row> rows = new ArrayList<>();
    List<TubeStatus> others = new ArrayList<>();
    for (TubeStatus tube : snapshot.tubes().values()) {
      boolean isOwn =
          labelled.contains(tube.name())
              || (labelled.size() < LABELLED_MAX
                  && !lastOfOthers.containsKey(tube.name())
                  && labelled.add(tube.name()));
      if (isOwn) {
        TubeFigures figures = tube.figures();
        rows.add(
            row(
                tube.name(),
                List.of(tube),
                figures.totalJobs(),
                figures.deletes(),
                figures.waitCounts()));
      } else {
        others.add(tube);
      }
    }
    count(others);
    rows.add(row(OTHER, others, otherPuts, otherDeletes, otherWaits));
    return rows;
  }

  private void count(List<TubeStatus> others) {
    Map<String, TubeFigures> seen = new HashMap<>();
    for (TubeStatus tube : others) {
      TubeFigures now = tube.figures();
      TubeFigures known = lastOfOthers.get(tube.name());
      // A tube that vanished and came back counts from 0 again.
      TubeFigures last = known == null || known.totalJobs() > now.totalJobs() ? NOTHING : known;
      otherPuts += now.totalJobs() - last.totalJobs();
      otherDeletes += Math.max(0, now.deletes() - last.deletes());
      otherWaits = plus(otherWaits, now.waitCounts(), last.waitCounts());
      seen.put(tube.name(), now);
    }
    lastOfOthers = seen;
  }

  private static long[] plus(long[] sum, long[] now, long[] before) {
    long[] result = Arrays.copyOf(sum, Math.max(sum.length, now.length));
    for (int i = 0; i < now.length; i++) {
      result[i] += Math.max(0, now[i] - (i < before.length ? before[i] : 0));
    }
    return result;
  }

  private static Row row(
      String label, List<TubeStatus> tubes, long puts, long deletes, long[] waitCounts) {
    return new Row(
        label,
        tubes.stream().mapToLong(tube -> tube.figures().ready()).sum(),
        tubes.stream().mapToLong(tube -> tube.figures().reserved()).sum(),
        tubes.stream().mapToLong(tube -> tube.figures().delayed()).sum(),
        tubes.stream().mapToLong(tube -> tube.figures().buried()).sum(),
        tubes.stream().mapToLong(TubeStatus::oldestReadyMillis).max().orElse(0),
        puts,
        deletes,
        waitCounts);
  }
}
