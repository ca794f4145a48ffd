package io.haulm.tasks.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * One run in each period; see {@link Schedule#every}.
 *
 * @param period whole milliseconds, at least {@link #PERIOD_MIN}
 */
public record Interval(Duration period) implements Schedule {

  /** The shortest period: schedulers look about once a second. */
  public static final Duration PERIOD_MIN = Duration.ofSeconds(1);

  /** Refuses periods that are too short or finer than a millisecond. */
  public Interval {
    if (period.compareTo(PERIOD_MIN) < 0 || !period.equals(Duration.ofMillis(period.toMillis()))) {
      throw new IllegalArgumentException(
          "a period is at least " + PERIOD_MIN + " and whole milliseconds: " + period);
    }
  }

  @Override
  public Instant next(Instant after) {
    long periodMillis = period.toMillis();
    long begun = Math.floorDiv(after.toEpochMilli(), periodMillis);
    return Instant.ofEpochMilli((begun + 1) * periodMillis);
  }

  @Override
  public String text() {
    return "every " + period;
  }
}
