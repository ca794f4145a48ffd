package io.haulm.tasks.schedule;

import java.time.Duration;

/**
 * What becomes of runs whose time passed while no scheduler was there.
 *
 * @param runsMax how many of the due runs are enqueued, the latest ones; 1 to {@link #RUNS_MAX}
 * @param lateMax a run that is later than this is dropped; whole seconds, at least one
 */
public record MissedRuns(int runsMax, Duration lateMax) {

  /** The most runs that are made up for. */
  public static final int RUNS_MAX = 1_000;

  /** How late a run may begin when missed runs are skipped: a scheduler's restart. */
  public static final Duration SKIP_LATE_MAX = Duration.ofMinutes(1);

  private static final Duration EVER = Duration.ofDays(366_000);

  /** Refuses numbers out of range. */
  public MissedRuns {
    if (runsMax < 1 || runsMax > RUNS_MAX) {
      throw new IllegalArgumentException("runs must be 1.." + RUNS_MAX + ": " + runsMax);
    }
    if (lateMax.toSeconds() < 1 || !lateMax.equals(Duration.ofSeconds(lateMax.toSeconds()))) {
      throw new IllegalArgumentException("the longest lateness is whole seconds: " + lateMax);
    }
  }

  /** They are dropped; only what is less than {@link #SKIP_LATE_MAX} late still runs, once. */
  public static MissedRuns skip() {
    return new MissedRuns(1, SKIP_LATE_MAX);
  }

  /** However many were missed, one run makes up for them; the default. */
  public static MissedRuns once() {
    return new MissedRuns(1, EVER);
  }

  /** All of them run, but at most this many, the latest. */
  public static MissedRuns all(int runsMax) {
    return new MissedRuns(runsMax, EVER);
  }
}
