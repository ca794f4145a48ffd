package io.haulm.server.monitor;

import io.haulm.engine.TubeFigures;
import io.haulm.server.history.Buckets;
import io.haulm.server.history.Figures;
import io.haulm.server.history.Metric;

/** What is remembered of a tube from one look to the next. */
final class TubeTrack {
  private final Rate in = new Rate();
  private final Rate out = new Rate();
  private final Rate buried = new Rate();
  private final RecentDurations waits = new RecentDurations();
  private final RecentDurations runs = new RecentDurations();
  private TubeFigures last;
  private Figures done = new Figures();

  /** A tube that was there when the monitor began: what it did before is not counted. */
  static TubeTrack known(TubeFigures figures) {
    return new TubeTrack(figures);
  }

  /** A tube that has come into being since the last look. */
  static TubeTrack fresh(TubeFigures figures) {
    return new TubeTrack(nothing(figures.name()));
  }

  /** The figures of a tube that has never had a job. */
  static TubeFigures nothing(String name) {
    long[] none = {};
    return new TubeFigures(name, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, none, none);
  }

  private TubeTrack(TubeFigures last) {
    this.last = last;
  }

  /**
   * Takes a look.
   *
   * @param elapsedMillis since the last one; above 0
   */
  TubeStatus look(long nowMillis, long elapsedMillis, TubeFigures now) {
    // A tube that vanished and came back counts from 0 again.
    boolean begunAnew = now.totalJobs() < last.totalJobs() || now.deletes() < last.deletes();
    long puts = now.totalJobs() - (begunAnew ? 0 : last.totalJobs());
    long deletes = now.deletes() - (begunAnew ? 0 : last.deletes());
    in.add(puts, elapsedMillis);
    out.add(deletes, elapsedMillis);
    buried.add(Math.max(0, now.buried() - last.buried()), elapsedMillis);
    long[] waited = Buckets.difference(now.waitCounts(), last.waitCounts());
    waits.add(waited, elapsedMillis);
    long[] ran = Buckets.difference(now.runCounts(), last.runCounts());
    runs.add(ran, elapsedMillis);
    last = now;
    long age = now.oldestReadyMillis() == 0 ? 0 : Math.max(0, nowMillis - now.oldestReadyMillis());
    done = figures(now, puts, deletes, age, waited, ran);
    return new TubeStatus(
        now,
        age,
        now.pausedUntilMillis() == 0 ? 0 : Math.max(0, now.pausedUntilMillis() - nowMillis),
        in.perSecond(),
        out.perSecond(),
        waits.percentiles(),
        runs.percentiles(),
        new TubeStatus.Trend(in.slowPerSecond(), out.slowPerSecond(), buried.slowPerSecond()));
  }

  /** What it did between the last two looks, for the history. */
  Figures done() {
    return done;
  }

  private static Figures figures(
      TubeFigures now, long puts, long deletes, long ageMillis, long[] waited, long[] ran) {
    Figures figures =
        new Figures()
            .set(Metric.IN, puts)
            .set(Metric.OUT, deletes)
            .set(Metric.READY, now.ready())
            .set(Metric.RESERVED, now.reserved())
            .set(Metric.DELAYED, now.delayed())
            .set(Metric.BURIED, now.buried())
            .set(Metric.OLDEST, ageMillis);
    for (int i = 0; i < Buckets.COUNT; i++) {
      figures.setWaits(i, waited[i]).setRuns(i, ran[i]);
    }
    return figures;
  }
}
