package io.haulm.testkit.crash;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The operations on one job, each list in the order of their ends. */
final class JobHistory {
  /** The server's clock and ours are read at different instants and cut to milliseconds. */
  private static final long CLOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  final long id;
  final List<Operation.Reserve> reserves = new ArrayList<>();
  final List<Operation.Delete> deletes = new ArrayList<>();
  final List<Operation.Release> releases = new ArrayList<>();
  final List<Operation.Bury> buries = new ArrayList<>();
  final List<Operation.Touch> touches = new ArrayList<>();
  final List<Operation.Kick> kicks = new ArrayList<>();
  final List<Operation.Present> present = new ArrayList<>();

  JobHistory(long id) {
    this.id = id;
  }

  /** Everything but its put, in the order of time. */
  List<Operation> operations() {
    return Stream.<List<? extends Operation>>of(
            reserves, deletes, releases, buries, touches, kicks, present)
        .<Operation>flatMap(List::stream)
        .sorted(Comparator.comparingLong(Operation::startNanos))
        .toList();
  }

  Stream<Operation> sightings() {
    return Stream.concat(reserves.stream(), present.stream());
  }

  /**
   * Until when the client of a reservation could be certain of it: until it began to delete,
   * release or bury the job, its connection ended, or the time to run was over; a confirmed touch
   * makes that longer.
   */
  long surelyHeldUntil(Operation.Reserve reserve, Map<Long, Long> connectionEnds) {
    long ttrNanos = TimeUnit.MILLISECONDS.toNanos(reserve.ttrMillis()) - CLOCK_NANOS;
    long until = reserve.startNanos() + ttrNanos;
    for (Operation.Touch touch : touches) {
      boolean counts =
          touch.outcome() == Outcome.OK
              && touch.connection() == reserve.connection()
              && touch.startNanos() >= reserve.endNanos();
      if (counts) {
        until = Math.max(until, touch.startNanos() + ttrNanos);
      }
    }
    Stream<Operation> acts =
        Stream.of(
                deletes.stream().filter(act -> act.connection() == reserve.connection()),
                releases.stream().filter(act -> act.connection() == reserve.connection()),
                buries.stream().filter(act -> act.connection() == reserve.connection()))
            .flatMap(act -> act);
    long firstActNanos =
        acts.mapToLong(Operation::startNanos)
            .filter(start -> start >= reserve.endNanos())
            .min()
            .orElse(Long.MAX_VALUE);
    long endNanos = connectionEnds.getOrDefault(reserve.connection(), Long.MAX_VALUE);
    return Math.min(until, Math.min(firstActNanos, endNanos));
  }

  /** True for a reservation before the end of a delay that nobody may have cut short. */
  boolean isTooEarly(Operation.Reserve reserve, long delayedSinceNanos, long delayMillis) {
    long readyNanos = delayedSinceNanos + TimeUnit.MILLISECONDS.toNanos(delayMillis);
    boolean maybeKicked =
        kicks.stream()
            .anyMatch(kick ->
                kick.outcome() != Outcome.REFUSED
                    && kick.endNanos() >= delayedSinceNanos
                    && kick.startNanos() <= reserve.endNanos());
    return reserve.endNanos() < readyNanos - CLOCK_NANOS && !maybeKicked;
  }
}
