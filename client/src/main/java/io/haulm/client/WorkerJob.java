package io.haulm.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A job in the hands of a {@link Worker}. Its time to run is renewed while the handler runs, so a
 * handler may take as long as it needs.
 */
public final class WorkerJob {
  private final Job job;
  private final Connection connection;
  private final AtomicBoolean settled = new AtomicBoolean();
  private volatile @Nullable JobStats stats;
  private volatile boolean lost;

  WorkerJob(Job job, Connection connection) {
    this.job = job;
    this.connection = connection;
  }

  /** Its id, unique in its server. */
  public long id() {
    return job.id();
  }

  /** Its body; not a copy. */
  public byte[] body() {
    return job.body();
  }

  /** Its body, read as UTF-8. */
  public String text() {
    return job.text();
  }

  /** The tube it came from. The first question of this kind asks the server. */
  public String tube() {
    return stats().tube();
  }

  /** How many times it has been reserved, this time included; the first attempt is 1. */
  public long attempt() {
    return stats().reserves();
  }

  /**
   * What the server told about it when it was first asked during this attempt.
   *
   * @throws NotFoundException when it is gone
   */
  public JobStats stats() {
    JobStats known = stats;
    if (known == null) {
      Optional<JobStats> answer = connection.statsJob(id());
      known = answer.orElseThrow(() -> new NotFoundException("stats-job " + id()));
      stats = known;
    }
    return known;
  }

  /**
   * Whether it was given to somebody else in the meantime, because the connection was lost or its
   * time to run ended in spite of all. Work that is not finished may as well stop.
   */
  public boolean isLost() {
    return lost;
  }

  /** Deletes it now. */
  public void delete() {
    settle(() -> connection.delete(id()));
  }

  /**
   * Gives it back with its priority. The handler should return; nothing more is done with the job.
   */
  public void release(Duration delay) {
    long priority = stats().priority();
    settle(() -> connection.release(id(), priority, delay));
  }

  /** Puts it aside. The handler should return; nothing more is done with the job. */
  public void bury() {
    long priority = stats().priority();
    settle(() -> connection.bury(id(), priority));
  }

  private void settle(Runnable command) {
    if (!settled.compareAndSet(false, true)) {
      throw new IllegalStateException("job " + id() + " was deleted, released or buried before");
    }
    command.run();
  }

  boolean isSettled() {
    return settled.get();
  }

  /** Claims the job's end; false when somebody else has. */
  boolean claimEnd() {
    return settled.compareAndSet(false, true);
  }

  void markLost() {
    lost = true;
  }

  @Nullable JobStats knownStats() {
    return stats;
  }

  void learn(JobStats told) {
    stats = told;
  }

  Connection connection() {
    return connection;
  }

  @Override
  public String toString() {
    return job.toString();
  }
}
