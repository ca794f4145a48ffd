package io.haulm.server.console;

import io.haulm.engine.Engine;
import io.haulm.engine.JobEvent;
import io.haulm.engine.JobObserver;
import io.haulm.engine.JobRow;
import io.haulm.server.shard.Shard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notices when watched jobs change. While none is watched the engine's events do not come by here
 * at all; while some are, each event costs one look into a table. However often a job changes, it
 * is only noted that it did. All methods run on the shard's thread.
 */
public final class JobWatch implements JobObserver {
  /** How many changed jobs are taken in one turn. */
  public static final int CHANGES_PER_TURN = 64;

  private final Shard shard;
  private final JobObserver next;
  private final Runnable signal;
  private final Map<Long, Integer> watchers = new HashMap<>();
  private final Set<Long> changed = new LinkedHashSet<>();

  /**
   * A job that has changed.
   *
   * @param row as it is now; empty when it is gone
   */
  public record Change(long jobId, Optional<JobRow> row) {}

  /**
   * A watch without jobs.
   *
   * @param next is told of all events in any case
   * @param signal run when there is a change and was none before
   */
  public JobWatch(Shard shard, JobObserver next, Runnable signal) {
    this.shard = shard;
    this.next = next;
    this.signal = signal;
  }

  /** Begins to watch jobs, and notes each as changed, so that how they stand now is told. */
  public void watch(Collection<Long> jobIds) {
    if (watchers.isEmpty() && !jobIds.isEmpty()) {
      shard.engine().observeWith(this);
    }
    jobIds.forEach(id -> watchers.merge(id, 1, Integer::sum));
    jobIds.forEach(this::note);
  }

  /** Ends what {@link #watch} has begun. */
  public void unwatch(Collection<Long> jobIds) {
    for (long id : jobIds) {
      if (watchers.computeIfPresent(id, (_, count) -> count == 1 ? null : count - 1) == null) {
        changed.remove(id);
      }
    }
    if (watchers.isEmpty()) {
      shard.engine().observeWith(next);
    }
  }

  @Override
  public void happened(JobEvent event, long nowMillis, long jobId, @Nullable Object owner) {
    next.happened(event, nowMillis, jobId, owner);
    if (watchers.containsKey(jobId)) {
      note(jobId);
    }
  }

  private void note(long jobId) {
    boolean isFirst = changed.isEmpty();
    if (changed.add(jobId) && isFirst) {
      signal.run();
    }
  }

  /**
   * Takes some of the jobs that have changed, as they are now.
   *
   * @return at most {@value #CHANGES_PER_TURN}; none when there is no change left
   */
  public List<Change> take(Engine engine) {
    List<Change> taken = new ArrayList<>();
    Iterator<Long> ids = changed.iterator();
    while (ids.hasNext() && taken.size() < CHANGES_PER_TURN) {
      long id = ids.next();
      ids.remove();
      taken.add(new Change(id, Optional.ofNullable(engine.browser().find(id))));
    }
    return taken;
  }
}
