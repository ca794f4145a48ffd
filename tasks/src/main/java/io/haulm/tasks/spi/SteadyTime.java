package io.haulm.tasks.spi;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The time by which tasks go: points in time, on which all programs of one server should agree, and
 * lengths, which must not change when somebody sets a clock.
 */
public interface SteadyTime extends InstantSource {

  /** Nanoseconds from any beginning; only differences mean something. */
  long nanoTime();

  /** A source's own points in time, with the machine's lengths unless it has lengths of its own. */
  static SteadyTime of(InstantSource source) {
    return source instanceof SteadyTime steady ? steady : new OfThisMachine(source);
  }

  /**
   * Points in time from elsewhere, lengths from the machine.
   *
   * @param source tells the points in time
   */
  record OfThisMachine(InstantSource source) implements SteadyTime {
    @Override
    public Instant instant() {
      return source.instant();
    }

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }
  }
}
