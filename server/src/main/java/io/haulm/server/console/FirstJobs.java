package io.haulm.server.console;

import io.haulm.engine.Engine;
import io.haulm.engine.JobBrowser;
import io.haulm.engine.JobRow;
import io.haulm.engine.JobState;
import io.haulm.engine.JobView;
import io.haulm.server.console.filter.JobFilter;
import io.haulm.server.shard.Shard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The jobs that an operation with a limit is for: the first ones in the order of the queue, of
 * those to which it can be done. Buried jobs are kicked before delayed ones, as beanstalkd does it.
 */
final class FirstJobs {
  /** So many are found in a walk over all jobs; for more, another walk is taken. */
  static final int ROUND_MAX = 20_000;

  /** So few are looked for in the heaps of a tube instead. */
  private static final int HEAP_JOBS_MAX = 250;

  private static final int HEAP_VISITS_MAX = 1000;

  /** A job and where it stands. */
  private record Found(JobOrder.Place place, long id) {}

  private final Shard shard;
  private final Questions questions;
  private final BodyMatcher matcher;
  private final Operation operation;
  private JobOrder.Place last = JobOrder.Place.BEFORE_ALL;

  FirstJobs(Shard shard, Questions questions, BodyMatcher matcher, Operation operation) {
    this.shard = shard;
    this.questions = questions;
    this.matcher = matcher;
    this.operation = operation;
  }

  /** The next ones, in their order; empty when there are none left. */
  List<Long> next() throws InterruptedException {
    OperationRequest request = operation.request();
    int max = (int) Math.min(ROUND_MAX, request.limit() - operation.doneJobs());
    List<Found> found = List.of();
    if (request.filter().isTubeAndStateOnly() && max <= HEAP_JOBS_MAX) {
      found = questions.ask(engine -> fromHeaps(engine, max));
    }
    if (found.isEmpty()) {
      found = byWalk(max);
    }
    if (!found.isEmpty()) {
      last = found.getLast().place();
    }
    return found.stream().map(Found::id).toList();
  }

  /** From the heaps of a tube; empty when they lie too deep. */
  private List<Found> fromHeaps(Engine engine, int max) {
    JobFilter filter = operation.request().filter();
    List<Found> found = new ArrayList<>();
    for (JobState state : List.of(JobState.READY, JobState.DELAYED, JobState.BURIED)) {
      List<JobRow> rows = new ArrayList<>();
      boolean isWhole =
          !filter.states().contains(state)
              || engine
                  .browser()
                  .list(
                      filter.tube().orElseThrow(),
                      state,
                      Long.MIN_VALUE,
                      Long.MIN_VALUE,
                      max,
                      HEAP_VISITS_MAX,
                      rows);
      if (!isWhole) {
        return List.of();
      }
      for (JobRow row : rows) {
        boolean isNext =
            operation.request().mayBeSeen().test(row.tube())
                && operation.request().isPossible(row.state(), row.tube())
                && placeOf(row).compareTo(last) > 0;
        if (isNext) {
          found.add(new Found(placeOf(row), row.id()));
        }
      }
    }
    found.sort(Comparator.comparing(Found::place));
    return found.subList(0, Math.min(max, found.size()));
  }

  /** By a look at all jobs. */
  private List<Found> byWalk(int max) throws InterruptedException {
    var best = new PriorityQueue<>(Comparator.comparing(Found::place, Comparator.reverseOrder()));
    JobFilter filter = operation.request().filter();
    var walk = new JobWalk(JobBrowser.BEGIN);
    while (!walk.isAtEnd() && !operation.isEnough()) {
      if (filter.needsBody()) {
        var slice =
            questions.ask(engine ->
                matcher.slice(
                    engine, filter, walk, Integer.MAX_VALUE, job -> isNext(job, best, max)));
        for (BodyMatcher.Candidate candidate : slice) {
          if (matcher.fits(filter, candidate)) {
            keep(best, new Found(placeOf(candidate.row()), candidate.row().id()), max);
          }
        }
      } else {
        var _ =
            questions.ask(engine ->
                walk.next(
                    engine,
                    job -> {
                      if (isNext(job, best, max)) {
                        keep(best, new Found(placeOf(job), job.id()), max);
                      }
                      return true;
                    }));
      }
      JobWalk.rest();
    }
    List<Found> found = new ArrayList<>(best);
    found.sort(Comparator.comparing(Found::place));
    return found;
  }

  private boolean isNext(JobView job, PriorityQueue<Found> best, int max) {
    OperationRequest request = operation.request();
    if (!request.filter().fitsFields(shard.nowMillis(), job)
        || !request.mayBeSeen().test(job.tube())
        || !request.isPossible(job.state(), job.tube())) {
      return false;
    }
    JobOrder.Place place = placeOf(job);
    return place.compareTo(last) > 0
        && (best.size() < max || place.compareTo(best.element().place()) < 0);
  }

  private static void keep(PriorityQueue<Found> best, Found found, int max) {
    best.add(found);
    if (best.size() > max) {
      best.remove();
    }
  }

  private JobOrder.Place placeOf(JobView job) {
    return placeOf(job.state(), job.rank(), job.id());
  }

  private JobOrder.Place placeOf(JobRow row) {
    return placeOf(row.state(), row.rank(), row.id());
  }

  private JobOrder.Place placeOf(JobState state, long rank, long id) {
    boolean isKickedFirst =
        operation.request().kind() == OperationKind.KICK && state == JobState.BURIED;
    return new JobOrder.Place(isKickedFirst ? 0 : 1 + state.ordinal(), rank, id);
  }
}
