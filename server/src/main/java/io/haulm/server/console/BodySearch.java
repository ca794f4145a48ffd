package io.haulm.server.console;

import io.haulm.engine.JobRow;
import io.haulm.engine.JobView;
import io.haulm.server.console.filter.JobFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Finds jobs whose bodies must be looked at. A search ends as soon as it has enough, or has taken
 * too long; then it tells what it has found so far.
 */
final class BodySearch {
  private static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(1);

  /** Finds jobs by their fields, in an order. */
  @FunctionalInterface
  interface Candidates {
    /** The next ones behind a place. */
    JobPage behind(JobOrder.Place place) throws InterruptedException;
  }

  private final Questions questions;
  private final BodyMatcher matcher;

  BodySearch(Questions questions, BodyMatcher matcher) {
    this.questions = questions;
    this.matcher = matcher;
  }

  /** Jobs as a walk over all of them meets them, from a slot on; sorted on each page only. */
  JobPage asFound(JobFilter filter, Predicate<JobView> fits, int slot, int limit)
      throws InterruptedException {
    long endNanos = System.nanoTime() + NANOS_MAX;
    List<JobRow> rows = new ArrayList<>();
    var slices = new JobWalk(slot);
    while (!slices.isAtEnd() && rows.size() < limit && System.nanoTime() < endNanos) {
      int wanted = limit - rows.size();
      addFitting(
          filter,
          questions.ask(engine -> matcher.slice(engine, filter, slices, wanted, fits)),
          rows);
      JobWalk.rest();
    }
    rows.sort(JobOrder.QUEUE.comparator());
    boolean isAtEnd = slices.isAtEnd();
    return new JobPage(
        List.copyOf(rows),
        isAtEnd ? Optional.empty() : Optional.of(JobCursor.walk(slices.cursor()).text()),
        slices.seen(),
        rows.size(),
        isAtEnd);
  }

  /** The first jobs of an order, behind a place. */
  JobPage inOrder(
      JobFilter filter,
      Predicate<JobView> fits,
      Candidates candidates,
      JobOrder.Place after,
      JobOrder order,
      int limit)
      throws InterruptedException {
    long endNanos = System.nanoTime() + NANOS_MAX;
    List<JobRow> rows = new ArrayList<>();
    JobOrder.Place place = after;
    long scanned = 0;
    boolean isAtEnd = false;
    boolean isEnough = false;
    while (!isAtEnd && !isEnough) {
      JobPage page = candidates.behind(place);
      scanned += page.scanned();
      int looked = 0;
      List<Long> ids = page.rows().stream().map(JobRow::id).toList();
      while (looked < ids.size() && !isEnough) {
        List<Long> rest = ids.subList(looked, ids.size());
        BodyMatcher.Picked picked = questions.ask(engine -> matcher.pick(engine, rest, fits));
        addFitting(filter, picked.candidates(), rows);
        looked += picked.looked();
        place = order.placeOf(page.rows().get(looked - 1));
        isEnough = rows.size() >= limit || System.nanoTime() >= endNanos;
        JobWalk.rest();
      }
      isAtEnd = looked == ids.size() && page.cursor().isEmpty();
    }
    return cut(rows, order, place, limit, scanned, isAtEnd);
  }

  private static JobPage cut(
      List<JobRow> rows,
      JobOrder order,
      JobOrder.Place place,
      int limit,
      long scanned,
      boolean isAtEnd) {
    boolean isTooMany = rows.size() > limit;
    List<JobRow> shown = List.copyOf(rows.subList(0, Math.min(limit, rows.size())));
    JobOrder.Place last = isTooMany ? order.placeOf(shown.getLast()) : place;
    boolean isWhole = isAtEnd && !isTooMany;
    return new JobPage(
        shown,
        isWhole ? Optional.empty() : Optional.of(JobCursor.behind(last).text()),
        scanned,
        shown.size(),
        isWhole);
  }

  private void addFitting(
      JobFilter filter, List<BodyMatcher.Candidate> candidates, List<JobRow> rows)
      throws InterruptedException {
    for (BodyMatcher.Candidate candidate : candidates) {
      if (matcher.fits(filter, candidate)) {
        rows.add(candidate.row());
      }
    }
  }
}
