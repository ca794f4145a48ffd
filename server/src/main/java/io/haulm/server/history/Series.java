package io.haulm.server.history;

import io.haulm.engine.Check;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One series: its rows at each resolution, and the periods that have not ended. */
final class Series {
  private static final Tier[] TIERS = Tier.values();

  final SeriesName name;
  final int region;
  private final Map<Tier, Open> tiers = new EnumMap<>(Tier.class);

  private final Activity activity = new Activity();

  /** The period of a tier that has not ended. */
  private static final class Open {
    final Rows rows;
    final Figures figures = new Figures();
    long step = Long.MIN_VALUE;

    Open(Rows rows) {
      this.rows = rows;
    }
  }

  Series(SeriesName name, int owner, int region, Storage storage) {
    this.name = name;
    this.region = region;
    boolean hasRuns = name.kind() != SeriesName.Kind.STREAM;
    tiers.put(Tier.SECOND, new Open(Rows.inMemory(Tier.SECOND, owner, hasRuns)));
    for (Tier tier : Layout.TIERS) {
      tiers.put(tier, new Open(Rows.onDisk(tier, storage, region, owner, hasRuns)));
    }
  }

  /** How much it has done of late. */
  Activity activity() {
    return activity;
  }

  /** Takes in what was done since the last call, also when it cannot be written. */
  void add(long nowMillis, Figures figures) throws IOException {
    activity.add(figures);
    IOException trouble = null;
    for (Tier tier : TIERS) {
      Open open = open(tier);
      long step = tier.stepOf(nowMillis);
      try {
        if (open.step != step) {
          begin(open, step);
        }
      } catch (IOException e) {
        trouble = e;
      }
      open.figures.merge(figures);
    }
    if (trouble != null) {
      throw trouble;
    }
  }

  private static void begin(Open open, long step) throws IOException {
    // The new period first: if the old one cannot be written it is lost, and not counted twice.
    Figures ended = new Figures();
    ended.merge(open.figures);
    long endedStep = open.step;
    open.step = step;
    open.figures.clear();
    if (endedStep != Long.MIN_VALUE) {
      open.rows.write(endedStep, ended);
    }
    // A restart in the midst of a period goes on with what was kept of it.
    Figures kept = open.rows.read(step);
    if (kept != null) {
      open.figures.merge(kept);
    }
  }

  /** Writes the periods that have not ended, as far as they have come. */
  void writeOpen() throws IOException {
    for (Open open : tiers.values()) {
      if (open.step != Long.MIN_VALUE) {
        open.rows.write(open.step, open.figures);
      }
    }
  }

  List<@Nullable Figures> read(Tier tier, long firstStep, int count) throws IOException {
    Open open = open(tier);
    List<@Nullable Figures> rows = open.rows.read(firstStep, count);
    if (firstStep <= open.step && open.step < firstStep + count) {
      Figures sofar = new Figures();
      sofar.merge(open.figures);
      rows.set((int) (open.step - firstStep), sofar);
    }
    return rows;
  }

  private Open open(Tier tier) {
    return Check.present(tiers.get(tier), "a series has all tiers");
  }
}
