package io.haulm.server.http.tubes;

import io.haulm.engine.TubeFigures;
import io.haulm.server.monitor.Percentiles;
import org.jspecify.annotations.Nullable;

/** A tube as the API tells it. */
public record TubeShown(
    String name,
    long ready,
    long urgent,
    long reserved,
    long delayed,
    long buried,
    long oldestReadyMillis,
    double inPerSecond,
    double outPerSecond,
    @Nullable Percentiles waitMillis,
    @Nullable Percentiles runMillis,
    long using,
    long watching,
    long waiting,
    long workers,
    long totalJobs,
    long deletes,
    long timeouts,
    long bodyBytes,
    long pauseMillis,
    long pauseLeftMillis,
    String pauseReason,
    String pausedBy) {
  /**
   * Puts together what is known of a tube.
   *
   * @param note on its present pause
   */
  public static TubeShown of(
      TubeFigures tube, long nowMillis, TubeRates.Rates rates, PauseNote note) {
    boolean isPaused = tube.pausedUntilMillis() != 0;
    return new TubeShown(
        tube.name(),
        tube.ready(),
        tube.urgent(),
        tube.reserved(),
        tube.delayed(),
        tube.buried(),
        tube.oldestReadyMillis() == 0 ? 0 : Math.max(1, nowMillis - tube.oldestReadyMillis()),
        rates.inPerSecond(),
        rates.outPerSecond(),
        rates.waitMillis(),
        rates.runMillis(),
        tube.using(),
        tube.watching(),
        tube.waiting(),
        tube.workers(),
        tube.totalJobs(),
        tube.deletes(),
        tube.timeouts(),
        tube.bodyBytes(),
        tube.pauseMillis(),
        isPaused ? Math.max(0, tube.pausedUntilMillis() - nowMillis) : 0,
        note.reason(),
        note.who());
  }
}
