package io.haulm.server.history;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one series at one resolution: its figures, and beside them, in a ring of their own,
 * its runs. A period whose figures are there may be without runs: they were not kept at first.
 */
final class Rows {
  private final Ring figures;
  private final @Nullable Ring runs;

  private Rows(Ring figures, @Nullable Ring runs) {
    this.figures = figures;
    this.runs = runs;
  }

  static Rows inMemory(Tier tier, int owner, boolean hasRuns) {
    return new Rows(
        new Ring(RowKind.FIGURES, tier, new MemoryFile(), 0, owner),
        hasRuns ? new Ring(RowKind.RUNS, tier, new MemoryFile(), 0, owner) : null);
  }

  static Rows onDisk(Tier tier, Storage storage, int region, int owner, boolean hasRuns) {
    long at = Layout.rows(RowKind.FIGURES, region, tier);
    long runsAt = Layout.rows(RowKind.RUNS, region, tier);
    return new Rows(
        new Ring(RowKind.FIGURES, tier, storage.figures(), at, owner),
        hasRuns ? new Ring(RowKind.RUNS, tier, storage.runs(), runsAt, owner) : null);
  }

  void write(long step, Figures period) throws IOException {
    figures.write(step, period);
    if (runs != null && period.knowsRuns()) {
      runs.write(step, period);
    }
  }

  @Nullable Figures read(long step) throws IOException {
    return read(step, 1).getFirst();
  }

  /** Reads {@code count} periods from {@code firstStep} on; null where there is no row. */
  List<@Nullable Figures> read(long firstStep, int count) throws IOException {
    List<@Nullable Figures> periods = figures.read(firstStep, count);
    if (runs != null) {
      List<@Nullable Figures> beside = runs.read(firstStep, count);
      for (int i = 0; i < count; i++) {
        Figures period = periods.get(i);
        Figures its = beside.get(i);
        if (period != null && its != null) {
          period.addRuns(its);
        }
      }
    }
    return periods;
  }
}
