package io.haulm.server.http.overview;

import io.haulm.engine.TubeFigures;
import io.haulm.server.monitor.Percentiles;
import io.haulm.server.monitor.TubeStatus;
import org.jspecify.annotations.Nullable;

/**
 * A tube as the API tells it. Ages and lengths of time are in milliseconds.
 *
 * @param urgent ready jobs of a priority below 1024
 * @param oldestReadyMillis age of the oldest ready job; 0 when none is ready
 * @param waitMillis how long jobs were ready before they were reserved; null when none was of late
 * @param runMillis how long jobs were reserved; null likewise
 * @param using connections that put into it
 * @param watching connections that watch it
 * @param waiting connections that wait for a job of it
 * @param workers the same as {@code watching}
 */
public record TubeView(
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
    long pauseMillis,
    long pauseLeftMillis,
    String pauseReason) {
  /** A tube of a snapshot. */
  public static TubeView of(TubeStatus tube, String pauseReason) {
    TubeFigures figures = tube.figures();
    return new TubeView(
        figures.name(),
        figures.ready(),
        figures.urgent(),
        figures.reserved(),
        figures.delayed(),
        figures.buried(),
        tube.oldestReadyMillis(),
        Rounded.rate(tube.inPerSecond()),
        Rounded.rate(tube.outPerSecond()),
        tube.waits().map(Rounded::millis).orElse(null),
        tube.runs().map(Rounded::millis).orElse(null),
        figures.using(),
        figures.watching(),
        figures.waiting(),
        figures.watching(),
        figures.totalJobs(),
        figures.deletes(),
        figures.timeouts(),
        figures.pauseMillis(),
        tube.pauseLeftMillis(),
        pauseReason);
  }
}
