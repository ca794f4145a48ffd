package io.haulm.server.monitor;

import io.haulm.engine.CommandCounts;
import io.haulm.engine.Engine;
import io.haulm.engine.EngineOptions;
import io.haulm.engine.FactLog;
import io.haulm.engine.Reply;
import io.haulm.engine.TubeFigures;
import java.util.List;
import java.util.Optional;

/** Figures as tests need them. */
final class Samples {
  static final long NOW_MILLIS = 1_800_000_000_000L;

  static final ProcessFigures PROCESS =
      new ProcessFigures(
          3, 2, 1, 1, 4096, 1L << 40, 8, new long[] {0, 3, 5}, 0.5, 100, 200, 300, 400, 500, 60, 7);

  /** A tube in the making; each method changes what it is named after. */
  static final class Tube {
    private final String name;
    private long ready;
    private long reserved;
    private long delayed;
    private long buried;
    private long readySinceMillis;
    private long puts;
    private long deletes;
    private long watching = 1;
    private long pauseMillis;
    private long pausedUntilMillis;
    private long[] waits = {};

    Tube(String name) {
      this.name = name;
    }

    Tube ready(long jobs, long sinceMillis) {
      ready = jobs;
      readySinceMillis = sinceMillis;
      return this;
    }

    Tube reserved(long jobs) {
      reserved = jobs;
      return this;
    }

    Tube buried(long jobs) {
      buried = jobs;
      return this;
    }

    Tube moved(long allPuts, long allDeletes) {
      puts = allPuts;
      deletes = allDeletes;
      return this;
    }

    Tube watching(long sessions) {
      watching = sessions;
      return this;
    }

    Tube paused(long millis, long untilMillis) {
      pauseMillis = millis;
      pausedUntilMillis = untilMillis;
      return this;
    }

    Tube waits(long... counts) {
      waits = counts;
      return this;
    }

    TubeFigures figures() {
      return new TubeFigures(
          name,
          1,
          ready,
          0,
          reserved,
          delayed,
          buried,
          readySinceMillis,
          0,
          puts,
          deletes,
          0,
          1,
          watching,
          watching,
          0,
          pauseMillis == 0 ? 0 : 1,
          pauseMillis,
          pausedUntilMillis,
          waits,
          new long[0]);
    }

    /** As it is when it is looked at for the first time. */
    TubeStatus status() {
      TubeFigures figures = figures();
      return TubeTrack.known(figures).look(NOW_MILLIS, 1000, figures);
    }

    /** As it is after a minute or so of this. */
    TubeStatus status(TubeStatus.Trend trend) {
      TubeStatus status = status();
      return new TubeStatus(
          status.figures(),
          status.oldestReadyMillis(),
          status.pauseLeftMillis(),
          trend.inPerSecond(),
          trend.outPerSecond(),
          status.waits(),
          status.runs(),
          trend);
    }
  }

  static Tube tube(String name) {
    return new Tube(name);
  }

  /** What an engine with these jobs would say. */
  static Reply.EngineStats engine(long puts, TubeFigures... tubes) {
    CommandCounts counts = empty().figures().commands();
    List<TubeFigures> all = List.of(tubes);
    return new Reply.EngineStats(
        0,
        all.stream().mapToLong(TubeFigures::ready).sum(),
        all.stream().mapToLong(TubeFigures::reserved).sum(),
        all.stream().mapToLong(TubeFigures::delayed).sum(),
        all.stream().mapToLong(TubeFigures::buried).sum(),
        counts,
        0,
        puts,
        all.size(),
        3,
        1,
        2,
        1,
        9,
        false);
  }

  static Surveyor.Raw raw(long puts, TubeFigures... tubes) {
    return new Surveyor.Raw(Optional.of(List.of(tubes)), List.of(), engine(puts, tubes), PROCESS);
  }

  private static Engine empty() {
    return new Engine(new EngineOptions(1 << 20, false), FactLog.NONE, _ -> {});
  }

  private Samples() {}
}
