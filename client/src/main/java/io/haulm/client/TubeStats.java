package io.haulm.client;

import java.util.Map;

/** What a server tells about a tube. {@link #all()} has the rest. */
public final class TubeStats extends Stats {
  TubeStats(Map<String, String> values) {
    super(values);
  }

  /** Its name. */
  public String name() {
    return text("name");
  }

  /** How many jobs wait for a worker. */
  public long ready() {
    return number("current-jobs-ready");
  }

  /** How many jobs are in the hands of workers. */
  public long reserved() {
    return number("current-jobs-reserved");
  }

  /** How many jobs wait for their time. */
  public long delayed() {
    return number("current-jobs-delayed");
  }

  /** How many jobs are put aside. */
  public long buried() {
    return number("current-jobs-buried");
  }

  /** How many clients wait for a job of it. */
  public long waiting() {
    return number("current-waiting");
  }

  /** Seconds until its pause ends; 0 when it is not paused. */
  public long pauseSecondsLeft() {
    return number("pause-time-left");
  }
}
