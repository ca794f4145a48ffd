package io.haulm.tasks.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What is to be done about a schedule now.
 *
 * @param runs the times of the runs to enqueue, in order
 * @param next the next run after now
 */
record Due(List<Instant> runs, Instant next) {

  private static final Duration FIRST_LOOK_BACK = Duration.ofMinutes(1);

  /**
   * Decides by the time alone.
   *
   * @param first the earliest run that nobody has dealt with
   */
  static Due at(Instant now, Schedule schedule, Instant first, MissedRuns missed) {
    Instant next = schedule.next(now);
    if (first.isAfter(now)) {
      return new Due(List.of(), first);
    }
    List<Instant> runs =
        latest(schedule, first, now, missed.runsMax()).stream()
            .filter(run -> Duration.between(run, now).compareTo(missed.lateMax()) <= 0)
            .toList();
    return new Due(runs, next);
  }

  // Looks back twice as far each time, so that a schedule of each second that slept for a year
  // does not have all its runs counted.
  private static List<Instant> latest(Schedule schedule, Instant first, Instant now, int max) {
    Duration lookBack = FIRST_LOOK_BACK;
    while (true) {
      Instant from = now.minus(lookBack);
      boolean isAll = from.isBefore(first);
      Deque<Instant> runs = new ArrayDeque<>();
      Instant run = isAll ? first : schedule.next(from);
      for (; !run.isAfter(now); run = schedule.next(run)) {
        if (runs.size() == max) {
          runs.removeFirst();
        }
        runs.addLast(run);
      }
      if (isAll || runs.size() == max) {
        return List.copyOf(runs);
      }
      lookBack = lookBack.multipliedBy(2);
    }
  }
}
