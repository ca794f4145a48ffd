package io.haulm.bench.wire;

/** Counts the jobs on their way from producers to workers, so that a round can end with none. */
public final class HandOver {
  private long put;
  private long done;

  /** A producer sends a job. */
  void jobPut() {
    put++;
  }

  /** A worker has deleted a job. */
  void jobDone() {
    done++;
  }

  /** True when every job put was deleted. */
  boolean isComplete() {
    return put == done;
  }
}
