package io.haulm.tasks.testing;

import io.haulm.tasks.spi.SteadyTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A clock that stands still until a test turns it. */
public final class TestClock implements SteadyTime {

  private volatile Instant now;

  private TestClock(Instant start) {
    this.now = start;
  }

  /** A clock that shows this time. */
  public static TestClock at(Instant start) {
    return new TestClock(start);
  }

  /** A clock that shows this time, such as {@code 2026-03-29T00:00:00Z}. */
  public static TestClock at(String start) {
    return at(Instant.parse(start));
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Lengths pass as the clock is turned. */
  @Override
  public long nanoTime() {
    return ChronoUnit.NANOS.between(Instant.EPOCH, now);
  }

  /** Turns it on by this much. */
  public void advance(Duration length) {
    moveTo(now.plus(length));
  }

  /** Turns it on to this time. */
  public void moveTo(Instant time) {
    if (time.isBefore(now)) {
      throw new IllegalArgumentException("a clock is not turned back: " + now + " to " + time);
    }
    now = time;
  }
}
