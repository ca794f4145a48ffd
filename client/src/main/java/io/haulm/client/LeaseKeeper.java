package io.haulm.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Renews the time to run of one job while its handler runs. Asked again and again by one thread;
 * sends without waiting.
 */
final class LeaseKeeper {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** Two touches may be late or lost before the job is. */
  private static final int TOUCHES_PER_TTR = 3;

  private final WorkerJob job;
  private final WorkerListener listener;
  private volatile long nextNanos;
  private boolean asked;

  LeaseKeeper(WorkerJob job, long firstLookNanos, WorkerListener listener) {
    this.job = job;
    this.listener = listener;
    this.nextNanos = firstLookNanos;
  }

  /** Does what is due. */
  void look(long nowNanos) {
    if (nowNanos - nextNanos < 0 || job.isLost()) {
      return;
    }
    JobStats stats = job.knownStats();
    if (stats == null && !asked) {
      asked = true;
      var unused = job.connection().async().statsJob(job.id()).whenComplete(this::learnt);
    } else if (stats != null) {
      nextNanos = nowNanos + stats.ttrSeconds() * NANOS_PER_SECOND / TOUCHES_PER_TTR;
      var unused =
          job.connection()
              .async()
              .touch(job.id())
              .whenComplete((done, failure) -> touched(failure));
    }
  }

  private void learnt(Optional<JobStats> stats, @Nullable Throwable failure) {
    if (failure == null && stats.isPresent()) {
      job.learn(stats.get());
    } else {
      lose();
    }
  }

  private void touched(@Nullable Throwable failure) {
    if (failure != null) {
      lose();
    }
  }

  private void lose() {
    if (!job.isSettled()) {
      job.markLost();
      listener.lost(job);
    }
  }
}
