package io.haulm.server.console;

import io.haulm.engine.JobBrowser;
import io.haulm.engine.JobRow;
import io.haulm.engine.JobState;
import io.haulm.engine.JobView;
import io.haulm.engine.TubeFigures;
import io.haulm.server.console.filter.JobFilter;
import io.haulm.server.shard.Shard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds jobs by a filter, without consuming them.
 *
 * <p>The first jobs of a tube and state come straight from its heap, and the newest jobs by their
 * ids. All else is a walk over all jobs in slices, keeping the best. {@link BodySearch} looks at
 * bodies.
 */
public final class JobSearch {
  /** How many jobs of a heap are looked at in one slice before a walk is taken instead. */
  private static final int HEAP_VISITS_MAX = 1000;

  private static final int IDS_PER_SLICE = 250;

  /** How many ids are looked for before a walk is taken instead. */
  private static final int IDS_MAX = 20_000;

  /** Whose bodies are looked at after a walk over all jobs, so that not each page needs several. */
  private static final int CANDIDATES_PER_WALK = 20_000;

  private final Shard shard;
  private final Questions questions;
  private final BodySearch bodies;

  /** A search of this shard's jobs, which finds nothing by what a mask hides. */
  public JobSearch(Shard shard, Questions questions, Supplier<BodyMask> mask) {
    this.shard = shard;
    this.questions = questions;
    this.bodies = new BodySearch(questions, new BodyMatcher(new Bodies(shard), mask));
  }

  /** The cursor of a list of all jobs that are meant, in no useful order, each of them once. */
  public static String walk() {
    return JobCursor.walk(JobBrowser.BEGIN).text();
  }

  /**
   * Lists jobs.
   *
   * @param mayBeSeen tubes whose jobs may be shown at all
   * @param cursor what the page before told; empty for the first page
   * @param limit how many at most
   * @throws IllegalArgumentException when the cursor is none of ours
   */
  public JobPage find(
      JobFilter filter,
      Predicate<String> mayBeSeen,
      JobOrder order,
      Optional<String> cursor,
      int limit)
      throws InterruptedException {
    JobCursor begin = cursor.isEmpty() ? JobCursor.BEGIN : parse(cursor.get());
    boolean isAsFound = filter.needsBody() && order == JobOrder.QUEUE;
    if (isAsFound || begin.isWalk()) {
      return bodies.asFound(filter, job -> fits(filter, mayBeSeen, job), begin.slot(), limit);
    }
    if (filter.needsBody()) {
      return bodies.inOrder(
          filter,
          job -> fits(filter, mayBeSeen, job),
          place -> candidates(filter, mayBeSeen, order, place),
          begin.place(),
          order,
          limit);
    }
    return byFields(filter, mayBeSeen, order, begin, limit);
  }

  private JobPage byFields(
      JobFilter filter, Predicate<String> mayBeSeen, JobOrder order, JobCursor begin, int limit)
      throws InterruptedException {
    Optional<JobPage> direct = Optional.empty();
    if (order == JobOrder.QUEUE && filter.isTubeAndStateOnly() && filter.states().size() == 1) {
      direct = fromHeap(filter, mayBeSeen, begin.place(), limit);
    } else if (order == JobOrder.NEWEST) {
      direct = byIds(filter, mayBeSeen, begin.place(), limit);
    }
    return direct.isPresent() ? direct.get() : walk(filter, mayBeSeen, order, begin.place(), limit);
  }

  /** The next jobs of an order that fit but for their bodies: few if they are found at once. */
  private JobPage candidates(
      JobFilter filter, Predicate<String> mayBeSeen, JobOrder order, JobOrder.Place after)
      throws InterruptedException {
    Optional<JobPage> newest =
        order == JobOrder.NEWEST
            ? byIds(filter, mayBeSeen, after, IDS_PER_SLICE)
            : Optional.empty();
    return newest.isPresent()
        ? newest.get()
        : walk(filter, mayBeSeen, order, after, CANDIDATES_PER_WALK);
  }

  private static JobCursor parse(String text) {
    return JobCursor.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("not a cursor: " + text));
  }

  /** A page of a tube and state; empty when its jobs lie too deep in the heap. */
  private Optional<JobPage> fromHeap(
      JobFilter filter, Predicate<String> mayBeSeen, JobOrder.Place after, int limit)
      throws InterruptedException {
    String tube = filter.tube().orElseThrow();
    JobState state = filter.states().iterator().next();
    if (state == JobState.RESERVED || !mayBeSeen.test(tube)) {
      return Optional.empty();
    }
    List<JobRow> rows = new ArrayList<>();
    long[] matched = new long[1];
    boolean isWhole =
        questions.ask(engine -> {
          matched[0] = count(engine.browser().tube(tube), state);
          return engine
              .browser()
              .list(tube, state, after.rank(), after.id(), limit, HEAP_VISITS_MAX, rows);
        });
    return isWhole
        ? Optional.of(page(rows, JobOrder.QUEUE, limit, rows.size(), matched[0]))
        : Optional.empty();
  }

  private static long count(@Nullable TubeFigures tube, JobState state) {
    if (tube == null) {
      return 0;
    }
    return switch (state) {
      case READY -> tube.ready();
      case RESERVED -> tube.reserved();
      case DELAYED -> tube.delayed();
      case BURIED -> tube.buried();
    };
  }

  /** A page of the newest jobs; empty when too many ids in a row are not meant. */
  private Optional<JobPage> byIds(
      JobFilter filter, Predicate<String> mayBeSeen, JobOrder.Place after, int limit)
      throws InterruptedException {
    List<JobRow> rows = new ArrayList<>();
    // The place of a job in this order is its id below zero.
    long next = after.equals(JobOrder.Place.BEFORE_ALL) ? Long.MAX_VALUE : -after.id() - 1;
    for (int ids = 0; ids < IDS_MAX && next > 0 && rows.size() < limit; ids += IDS_PER_SLICE) {
      long from = next;
      next =
          questions.ask(engine ->
              engine
                  .browser()
                  .scanIds(
                      Math.min(from, engine.lastJobId()),
                      IDS_PER_SLICE,
                      job -> {
                        if (fits(filter, mayBeSeen, job)) {
                          rows.add(job.row());
                        }
                        return rows.size() < limit;
                      }));
    }
    boolean isWhole = next == 0 || rows.size() == limit;
    // Only so many ids were looked at; how many jobs are meant beyond them is not known.
    JobPage page = page(rows, JobOrder.NEWEST, limit, rows.size(), rows.size());
    return isWhole
        ? Optional.of(
            new JobPage(
                page.rows(), page.cursor(), rows.size(), rows.size(), page.cursor().isEmpty()))
        : Optional.empty();
  }

  private boolean fits(JobFilter filter, Predicate<String> mayBeSeen, JobView job) {
    return filter.fitsFields(shard.nowMillis(), job) && mayBeSeen.test(job.tube());
  }

  /** Looks at all jobs, and keeps the first ones behind a place. */
  private JobPage walk(
      JobFilter filter,
      Predicate<String> mayBeSeen,
      JobOrder order,
      JobOrder.Place after,
      int limit)
      throws InterruptedException {
    var best =
        new PriorityQueue<JobRow>(Comparator.comparing(order::placeOf, Comparator.reverseOrder()));
    var slices = new JobWalk(JobBrowser.BEGIN);
    long[] matched = new long[1];
    while (!slices.isAtEnd()) {
      Predicate<JobView> visitor =
          job -> {
            if (fits(filter, mayBeSeen, job) && order.placeOf(job).compareTo(after) > 0) {
              matched[0]++;
              keep(best, order, job, limit);
            }
            return true;
          };
      questions.ask(engine -> slices.next(engine, visitor));
      JobWalk.rest();
    }
    List<JobRow> rows = new ArrayList<>(best);
    rows.sort(Comparator.comparing(order::placeOf));
    return page(rows, order, limit, slices.seen(), matched[0]);
  }

  private static void keep(PriorityQueue<JobRow> best, JobOrder order, JobView job, int limit) {
    if (best.size() == limit) {
      if (order.placeOf(job).compareTo(order.placeOf(best.element())) > 0) {
        return;
      }
      best.remove();
    }
    best.add(job.row());
  }

  private static JobPage page(
      List<JobRow> rows, JobOrder order, int limit, long scanned, long matched) {
    Optional<String> cursor =
        rows.size() < limit
            ? Optional.empty()
            : Optional.of(JobCursor.behind(order.placeOf(rows.getLast())).text());
    return new JobPage(List.copyOf(rows), cursor, scanned, matched, true);
  }
}
