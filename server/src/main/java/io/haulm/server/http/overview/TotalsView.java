package io.haulm.server.http.overview;

import io.haulm.engine.TubeFigures;
import io.haulm.server.http.Rounded;
import io.haulm.server.monitor.ProcessFigures;
import io.haulm.server.monitor.Snapshot;
import io.haulm.server.monitor.Totals;
import io.haulm.server.monitor.TubeStatus;
import java.util.Collection;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * All tubes together, and the process, as the API tells them.
 *
 * @param workers connections that have reserved a job
 * @param producers connections that have put a job
 * @param memoryBytes what of the process lies in memory
 * @param fsyncMillisP99 how long 99 of 100 syncs of the journal took of late
 * @param diskUsableBytes room on the disk of the data folder; -1 when that is not known
 */
public record TotalsView(
    long tubes,
    long ready,
    long reserved,
    long delayed,
    long buried,
    double inPerSecond,
    double outPerSecond,
    long oldestReadyMillis,
    long connections,
    long workers,
    long producers,
    long journalBytes,
    long memoryBytes,
    double fsyncMillisP99,
    long diskUsableBytes) {
  /** Of all tubes. */
  static TotalsView of(Snapshot snapshot) {
    return of(snapshot.totals(), snapshot.process());
  }

  /** Of these tubes only, for somebody who may not see the others. */
  static TotalsView of(Snapshot snapshot, Collection<TubeStatus> tubes) {
    Totals totals =
        new Totals(
            tubes.size(),
            sum(tubes, TubeFigures::ready),
            sum(tubes, TubeFigures::reserved),
            sum(tubes, TubeFigures::delayed),
            sum(tubes, TubeFigures::buried),
            rate(tubes, TubeStatus::inPerSecond),
            rate(tubes, TubeStatus::outPerSecond),
            tubes.stream().mapToLong(TubeStatus::oldestReadyMillis).max().orElse(0));
    return of(totals, snapshot.process());
  }

  private static TotalsView of(Totals totals, ProcessFigures process) {
    return new TotalsView(
        totals.tubes(),
        totals.ready(),
        totals.reserved(),
        totals.delayed(),
        totals.buried(),
        Rounded.rate(totals.inPerSecond()),
        Rounded.rate(totals.outPerSecond()),
        totals.oldestReadyMillis(),
        process.connections(),
        process.workers(),
        process.producers(),
        process.journalBytes(),
        process.residentBytes(),
        Rounded.rate(process.syncMillisP99()),
        process.diskUsableBytes());
  }

  private static long sum(Collection<TubeStatus> tubes, ToLongFunction<TubeFigures> figure) {
    return tubes.stream().map(TubeStatus::figures).mapToLong(figure).sum();
  }

  private static double rate(Collection<TubeStatus> tubes, ToDoubleFunction<TubeStatus> figure) {
    return tubes.stream().mapToDouble(figure).sum();
  }
}
