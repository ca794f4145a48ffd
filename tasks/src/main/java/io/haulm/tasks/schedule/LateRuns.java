package io.haulm.tasks.schedule;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds schedules whose next run is further away than their times allow: a scheduler whose clock
 * was ahead has put it there. It is told from a scheduler that is at work by waiting: a time of the
 * schedule comes and goes, and nobody moves the next run. To correct it at once would make two
 * schedulers with different clocks enqueue run after run.
 */
final class LateRuns {

  private final Map<String, Seen> seen = new HashMap<>();

  private record Seen(Instant next, Instant at) {}

  /** The run that should have been and that the entry has left out, if there is one. */
  Optional<Instant> leftOut(ScheduleEntry entry, Instant now) {
    Seen known = seen.get(entry.name());
    if (known == null || !known.next().equals(entry.next()) || now.isBefore(known.at())) {
      seen.put(entry.name(), new Seen(entry.next(), now));
      return Optional.empty();
    }
    Instant run = entry.schedule().next(known.at());
    boolean isLeftOut = !entry.paused() && run.isBefore(entry.next()) && !run.isAfter(now);
    return isLeftOut ? Optional.of(run) : Optional.empty();
  }
}
