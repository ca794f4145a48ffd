package io.haulm.engine;

import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Shows jobs and tubes without changing them. Everything that could take long has a bound and can
 * be gone on with, so that no look holds up the shard. Jobs in the trash are not shown.
 */
public final class JobBrowser {
  /** The cursor with which a walk begins. */
  public static final int BEGIN = 0;

  /** The cursor of a walk that has come to its end. */
  public static final int END = -1;

  private final JobTable jobs;
  private final VisibleJobs visible;
  private final JobPlaces places;
  private final TubeRegistry tubes;
  private final JobView view;

  JobBrowser(
      JobTable jobs, VisibleJobs visible, JobPlaces places, TubeRegistry tubes, Sessions sessions) {
    this.jobs = jobs;
    this.visible = visible;
    this.places = places;
    this.tubes = tubes;
    this.view = new JobView(jobs, places, sessions);
  }

  /** The job with this id; null when there is none. */
  public @Nullable JobRow find(long jobId) {
    int slot = visible.find(jobId);
    return slot == JobTable.NONE ? null : view.show(slot).row();
  }

  /** True when there is a job with this id, and it fits. */
  public boolean test(long jobId, Predicate<JobView> fits) {
    int slot = visible.find(jobId);
    return slot != JobTable.NONE && fits.test(view.show(slot));
  }

  /** The figures of a tube; null when there is none of this name. */
  public @Nullable TubeFigures tube(String name) {
    Tube tube = tubes.find(name);
    return tube == null || tube.isTrash() ? null : TubeFigures.of(tube);
  }

  /**
   * Shows the figures of some tubes; whoever goes on until the end sees each tube that exists all
   * the while at least once.
   *
   * @param cursor {@link #tubesBegin()}, or what the last call returned
   * @param max how many at most
   * @return where to go on, or {@link #END}
   */
  public int tubes(int cursor, int max, Consumer<TubeFigures> consumer) {
    // From the last one down: the place of a tube that vanishes is taken by the last one, which has
    // been seen by then.
    int place = Math.min(cursor, tubes.count() - 1);
    for (int left = max; left > 0 && place >= 0; left--) {
      consumer.accept(TubeFigures.of(tubes.all().get(place)));
      place--;
    }
    return place < 0 ? END : place;
  }

  /** The cursor with which a walk over the tubes begins. */
  public int tubesBegin() {
    return tubes.count() - 1;
  }

  /**
   * Shows jobs in an order in which each one that exists during the whole walk comes exactly once.
   *
   * @param cursor {@link #BEGIN}, or what the last call returned
   * @param visitsMax how many places are looked at, be there a job or not
   * @param consumer returns false when it has seen enough
   * @return where to go on, or {@link #END}
   */
  public int scan(int cursor, int visitsMax, Predicate<JobView> consumer) {
    int slot = jobs.skipUntouched(cursor);
    boolean goesOn = true;
    for (int visits = 0; goesOn && visits < visitsMax && slot < jobs.end(); visits++) {
      if (jobs.isTaken(slot) && !places.tubeOf(slot).isTrash()) {
        goesOn = consumer.test(view.show(slot));
      }
      slot = jobs.skipUntouched(slot + 1);
    }
    return slot < jobs.end() ? slot : END;
  }

  /**
   * Shows jobs from one id on downwards, the newest first.
   *
   * @param visitsMax how many ids are looked for
   * @param consumer returns false when it has seen enough
   * @return the id to go on with, 0 when there is none left
   */
  public long scanIds(long fromId, int visitsMax, Predicate<JobView> consumer) {
    long id = fromId;
    boolean goesOn = true;
    for (int visits = 0; goesOn && visits < visitsMax && id > 0; visits++) {
      int slot = visible.find(id);
      id--;
      goesOn = slot == JobTable.NONE || consumer.test(view.show(slot));
    }
    return id;
  }

  /**
   * Adds the first jobs of a tube and state, in their order, that come behind a rank and an id.
   *
   * @param state READY, DELAYED or BURIED
   * @param afterRank only jobs behind this rank, or of this rank and behind {@code afterId}, count
   * @param limit how many at most
   * @param visitsMax how many jobs are looked at
   * @return false when that was not enough; what was added is then worth nothing
   */
  public boolean list(
      String tubeName,
      JobState state,
      long afterRank,
      long afterId,
      int limit,
      int visitsMax,
      List<JobRow> rows) {
    Tube tube = tubes.find(tubeName);
    if (tube == null || tube.heap(state).isEmpty()) {
      return true;
    }
    JobHeap heap = tube.heap(state);
    // Whatever lies below a job in the heap comes behind it, so only what lies below jobs that have
    // come already can be next.
    var next = new PriorityQueue<Integer>((a, b) -> compare(heap.at(a), heap.at(b)));
    next.add(0);
    int visits = 0;
    int added = 0;
    while (added < limit && !next.isEmpty()) {
      int place = next.remove();
      int slot = heap.at(place);
      if (isBehind(slot, afterRank, afterId)) {
        rows.add(view.show(slot).row());
        added++;
      }
      if (++visits == visitsMax) {
        return false;
      }
      for (int child = heap.firstChild(place); child < heap.endOfChildren(place); child++) {
        next.add(child);
      }
    }
    return true;
  }

  private boolean isBehind(int slot, long rank, long id) {
    return jobs.rank(slot) > rank || (jobs.rank(slot) == rank && jobs.id(slot) > id);
  }

  private int compare(int slot, int other) {
    return slot == other ? 0 : jobs.isBefore(slot, other) ? -1 : 1;
  }
}
