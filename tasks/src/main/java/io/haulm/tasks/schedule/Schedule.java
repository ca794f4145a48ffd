package io.haulm.tasks.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** When something runs, again and again without end. Two schedules with equal text are equal. */
public sealed interface Schedule permits Interval, Cron {

  /** The first run after a time, and not at it. */
  Instant next(Instant after);

  /** The schedule as text that {@link #parse} reads. */
  String text();

  /**
   * One run in each period. Periods are counted from 1970 in UTC, so that all schedulers agree and
   * a restart moves nothing: {@code every(ofHours(1))} runs at the full hour.
   *
   * @param period whole milliseconds, at least {@link Interval#PERIOD_MIN}
   */
  static Schedule every(Duration period) {
    return new Interval(period);
  }

  /**
   * Reads what {@link #text} wrote: {@code every PT5M} or {@code cron Europe/Prague 0 3 * * *}.
   *
   * @throws IllegalArgumentException when the text is no schedule
   */
  static Schedule parse(String text) {
    String[] parts = text.split(" ", 3);
    if (parts.length == 2 && parts[0].equals("every")) {
      return every(Duration.parse(parts[1]));
    }
    if (parts.length == 3 && parts[0].equals("cron")) {
      return Cron.of(parts[2], ZoneId.of(parts[1]));
    }
    throw new IllegalArgumentException("no schedule: " + text);
  }
}
