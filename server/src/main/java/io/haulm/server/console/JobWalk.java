package io.haulm.server.console;

import io.haulm.engine.Engine;
import io.haulm.engine.JobBrowser;
import io.haulm.engine.JobView;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A walk over all jobs, one slice a turn. Each job that exists all the while is met once. */
final class JobWalk {
  /** How many places are looked at in a slice: about twenty microseconds. */
  static final int VISITS_PER_SLICE = 500;

  /**
   * Many times as long as a slice, so that whoever puts and reserves hardly meets one, and so that
   * waking the shard's thread for each costs little. A million jobs take about a second.
   */
  private static final long REST_NANOS = 400_000;

  private int cursor;
  private long seen;

  JobWalk(int cursor) {
    this.cursor = cursor;
  }

  /**
   * The next slice. On the shard's thread.
   *
   * @param visitor returns false when it has seen enough for this slice
   * @return this
   */
  JobWalk next(Engine engine, Predicate<JobView> visitor) {
    cursor =
        engine
            .browser()
            .scan(
                cursor,
                VISITS_PER_SLICE,
                job -> {
                  seen++;
                  return visitor.test(job);
                });
    return this;
  }

  /** Leaves the shard, and the machine, to others for a while. Not on the shard's thread. */
  static void rest() {
    LockSupport.parkNanos(REST_NANOS);
  }

  boolean isAtEnd() {
    return cursor == JobBrowser.END;
  }

  int cursor() {
    return cursor;
  }

  /** How many jobs were looked at. */
  long seen() {
    return seen;
  }
}
