package io.haulm.tasks;

import java.math.BigDecimal;
import java.time.Duration;

/** Lengths of time as Celery writes them: seconds, with a fraction where there is one. */
final class Seconds {

  private Seconds() {}

  static Number of(Duration length) {
    long millis = length.toMillis();
    return millis % 1000 == 0 ? (Number) (millis / 1000) : (Number) (millis / 1000.0);
  }

  static Duration toDuration(Number seconds) {
    return Duration.ofNanos(new BigDecimal(seconds.toString()).movePointRight(9).longValue());
  }
}
