package io.haulm.testkit.crash;

import io.haulm.testkit.crash.Finding.Rule;
import io.haulm.testkit.crash.Operation.Put;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says whether a history is one that a right queue server could have had. It never blames a server
 * for what only might have happened: of an operation without an answer both is allowed, that it
 * took place and that it did not.
 *
 * <p>A history must end with an inventory: one {@link Operation.Present} for each job that is still
 * there.
 */
public final class QueueChecker {
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, Put> putsByTag = new HashMap<>();
  private final Map<Long, Put> putsById = new HashMap<>();
  private final Map<Long, JobHistory> jobs = new HashMap<>();
  private final Map<Long, Long> connectionEnds = new HashMap<>();
  private final Map<String, Long> idsDelivered = new HashMap<>();

  private QueueChecker() {}

  /** What is wrong with a history; empty when nothing is. */
  public static List<Finding> check(List<Operation> history) {
    QueueChecker checker = new QueueChecker();
    List<Operation> byEnd =
        history.stream().sorted(Comparator.comparingLong(Operation::endNanos)).toList();
    byEnd.forEach(checker::gather);
    checker.checkIds(byEnd);
    checker.jobs.forEach((_, job) -> checker.checkJob(job));
    return List.copyOf(checker.findings);
  }

  /** Bodies are padded with one character over and over; a reader needs to see it once. */
  private void found(Rule rule, String text) {
    findings.add(new Finding(rule, text.replaceAll("(.)\\1{9,}", "$1...").replace("\0", "\\0")));
  }

  private JobHistory job(long jobId) {
    return jobs.computeIfAbsent(jobId, JobHistory::new);
  }

  private void gather(Operation operation) {
    switch (operation) {
      case Put put -> gatherPut(put);
      case Operation.Reserve reserve -> job(reserve.jobId()).reserves.add(reserve);
      case Operation.Delete delete -> job(delete.jobId()).deletes.add(delete);
      case Operation.Release release -> job(release.jobId()).releases.add(release);
      case Operation.Bury bury -> job(bury.jobId()).buries.add(bury);
      case Operation.Touch touch -> job(touch.jobId()).touches.add(touch);
      case Operation.Kick kick -> job(kick.jobId()).kicks.add(kick);
      case Operation.Present present -> job(present.jobId()).present.add(present);
      case Operation.ConnectionEnd end ->
          connectionEnds.merge(end.connection(), end.startNanos(), Math::min);
    }
  }

  private void gatherPut(Put put) {
    if (putsByTag.put(put.tag(), put) != null) {
      throw new IllegalArgumentException("two puts with the same tag " + put.tag());
    }
    if (put.outcome() == Outcome.OK) {
      job(put.jobId());
      Put before = putsById.put(put.jobId(), put);
      if (before != null) {
        found(Rule.ID_REUSED, "id " + put.jobId() + " was given to " + before + " and " + put);
      }
    }
  }

  /** Puts that do not overlap in time have ids in the order of time. */
  private void checkIds(List<Operation> byEnd) {
    List<Put> ended = confirmedPuts(byEnd);
    List<Put> started = ended.stream().sorted(Comparator.comparingLong(Put::startNanos)).toList();
    int next = 0;
    long highest = 0;
    for (Put put : started) {
      while (next < ended.size() && ended.get(next).endNanos() < put.startNanos()) {
        highest = Math.max(highest, ended.get(next).jobId());
        next++;
      }
      if (put.jobId() < highest) {
        found(Rule.ID_NOT_RISING, put + " came after a job with id " + highest);
      }
    }
  }

  private static List<Put> confirmedPuts(List<Operation> operations) {
    return operations.stream()
        .filter(Put.class::isInstance)
        .map(Put.class::cast)
        .filter(put -> put.outcome() == Outcome.OK)
        .toList();
  }

  private void checkJob(JobHistory job) {
    Put put = putsById.get(job.id);
    boolean maybeDeleted = job.deletes.stream().anyMatch(d -> d.outcome() != Outcome.REFUSED);
    if (put != null && job.present.isEmpty() && !maybeDeleted) {
      found(Rule.LOST, put + " is gone and nobody deleted it, after " + job.operations());
    }
    job.reserves.forEach(reserve -> checkWasPut(job.id, reserve.tag(), reserve));
    job.present.forEach(present -> checkWasPut(job.id, present.tag(), present));
    checkDoesNotReturn(job);
    checkNotHeldTwice(job);
    checkNotTooEarly(job);
  }

  private void checkWasPut(long jobId, String tag, Operation seen) {
    Put other = putsById.get(jobId);
    Put put = putsByTag.get(tag);
    if (other != null && !other.tag().equals(tag)) {
      found(Rule.UNEXPECTED, other + " came with another body: " + seen);
      return;
    }
    if (put == null || put.outcome() == Outcome.REFUSED) {
      found(Rule.UNEXPECTED, "nobody put what came with " + seen);
      return;
    }
    if (put.outcome() == Outcome.OK && put.jobId() != jobId) {
      found(Rule.UNEXPECTED, put + " came under another id with " + seen);
    }
    Long idBefore = idsDelivered.putIfAbsent(tag, jobId);
    if (idBefore != null && idBefore != jobId) {
      found(Rule.UNEXPECTED, put + " is there twice, as " + idBefore + " and with " + seen);
    }
  }

  private void checkDoesNotReturn(JobHistory job) {
    for (Operation.Delete delete : job.deletes) {
      if (delete.outcome() == Outcome.OK) {
        job.sightings()
            .filter(seen -> seen.startNanos() > delete.endNanos())
            .forEach(seen -> found(Rule.RETURNED, "after " + delete + " there was " + seen));
      }
    }
  }

  /** Only times in which two clients surely held the job count: from answer to first act or end. */
  private void checkNotHeldTwice(JobHistory job) {
    List<Operation.Reserve> reserves = job.reserves;
    for (int i = 0; i < reserves.size(); i++) {
      long heldUntil = job.surelyHeldUntil(reserves.get(i), connectionEnds);
      for (int j = i + 1; j < reserves.size() && reserves.get(j).endNanos() < heldUntil; j++) {
        Operation.Reserve later = reserves.get(j);
        if (later.endNanos() < job.surelyHeldUntil(later, connectionEnds)) {
          found(Rule.HELD_TWICE, reserves.get(i) + " and " + later);
        }
      }
    }
  }

  private void checkNotTooEarly(JobHistory job) {
    Put put = putsById.get(job.id);
    for (Operation.Reserve reserve : job.reserves) {
      if (put != null && job.isTooEarly(reserve, put.startNanos(), put.delayMillis())) {
        found(Rule.TOO_EARLY, reserve + " after " + put);
      }
      for (Operation.Release release : job.releases) {
        if (release.outcome() == Outcome.OK
            && reserve.startNanos() > release.endNanos()
            && job.isTooEarly(reserve, release.startNanos(), release.delayMillis())) {
          found(Rule.TOO_EARLY, reserve + " after " + release);
        }
      }
    }
  }
}
