package io.haulm.server.monitor;

import io.haulm.engine.TubeFigures;
import java.util.Optional;

/**
 * A tube as people see it.
 *
 * @param figures what the engine knows of it
 * @param oldestReadyMillis age of the job that has been ready for longest; 0 when none is
 * @param pauseLeftMillis how long its pause still lasts; 0 when it is not paused
 * @param inPerSecond jobs put, the mean of the last seconds
 * @param outPerSecond jobs deleted, likewise
 * @param waits how long jobs were ready before they were reserved, of late
 * @param runs how long jobs were reserved, of late
 * @param trend where it is going
 */
public record TubeStatus(
    TubeFigures figures,
    long oldestReadyMillis,
    long pauseLeftMillis,
    double inPerSecond,
    double outPerSecond,
    Optional<Percentiles> waits,
    Optional<Percentiles> runs,
    Trend trend) {
  /**
   * What a tube has been doing for a minute or so.
   *
   * @param inPerSecond jobs put
   * @param outPerSecond jobs deleted
   * @param buriedPerSecond jobs buried
   */
  public record Trend(double inPerSecond, double outPerSecond, double buriedPerSecond) {}

  // An age grows all the time; what has grown by less than this part is no news.
  private static final double NO_NEWS_PART = 0.05;

  /** Its name. */
  public String name() {
    return figures.name();
  }

  /** True when it has changed so that whoever looks at it wants to know. */
  public boolean isNewsAfter(TubeStatus before) {
    return !hasSameLevels(before.figures)
        || inPerSecond != before.inPerSecond
        || outPerSecond != before.outPerSecond
        || waits.isPresent() != before.waits.isPresent()
        || runs.isPresent() != before.runs.isPresent()
        || isNews(oldestReadyMillis, before.oldestReadyMillis)
        || isNews(pauseLeftMillis, before.pauseLeftMillis);
  }

  private boolean hasSameLevels(TubeFigures other) {
    return figures.ready() == other.ready()
        && figures.reserved() == other.reserved()
        && figures.delayed() == other.delayed()
        && figures.buried() == other.buried()
        && figures.urgent() == other.urgent()
        && figures.totalJobs() == other.totalJobs()
        && figures.deletes() == other.deletes()
        && figures.timeouts() == other.timeouts()
        && figures.using() == other.using()
        && figures.watching() == other.watching()
        && figures.workers() == other.workers()
        && figures.waiting() == other.waiting()
        && figures.pauses() == other.pauses();
  }

  private static boolean isNews(long now, long before) {
    return Math.abs(now - before) > NO_NEWS_PART * Math.max(now, before);
  }
}
