package io.haulm.testkit.model;

import io.haulm.engine.Engine;
import io.haulm.engine.Fact;

/**
 * Does with a pair's log what a journal does with its segments: begins new ones, moves jobs out of
 * old ones, and drops those that nobody needs. None of it may be seen by a client, before or after
 * a restart.
 */
final class Compaction {
  private final SideBySide pair;
  private final Engine engine;
  private final RecordingFactLog log;

  Compaction(SideBySide pair) {
    this.pair = pair;
    this.engine = pair.engine();
    this.log = pair.log();
  }

  /** A segment begins with what no record of a job tells. */
  void beginSegment() {
    pair.note("a segment begins at " + log.end());
    log.beginSegment();
    engine.describe(log::append);
  }

  /** Moves every job out of the first part of the log. */
  void rewriteUpTo(double part) {
    long end = log.begin() + Math.round(part * (log.end() - log.begin()));
    pair.note("jobs are rewritten up to " + end);
    for (long position = log.begin(); position < end; position++) {
      if (log.fact(position) instanceof Fact.Job job && engine.holds(job.jobId(), position)) {
        engine.rewrite(pair.nowMillis(), job.jobId());
      }
    }
    checkNeeded();
  }

  /** Moves one job, if it exists, to the end of the log. */
  void rewrite(long jobId) {
    if (pair.model().state().job(jobId).isPresent()) {
      pair.note("job " + jobId + " is rewritten");
      engine.rewrite(pair.nowMillis(), jobId);
    }
  }

  void dropOldSegments() {
    checkNeeded();
    log.dropOldSegments();
    pair.note("the log begins at " + log.begin());
  }

  /** The engine holds on to a record until it says that it is no longer needed, and no longer. */
  void checkNeeded() {
    for (long position = log.begin(); position < log.end(); position++) {
      if (log.fact(position) instanceof Fact.Job job) {
        SideBySide.same(
            "whether job " + job.jobId() + " needs the record at " + position,
            log.isNeeded(position),
            engine.holds(job.jobId(), position));
      }
    }
  }
}
