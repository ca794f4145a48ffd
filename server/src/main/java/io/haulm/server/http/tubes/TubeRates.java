package io.haulm.server.http.tubes;

import org.jspecify.annotations.Nullable;

/** How fast tubes are: what must be watched for a while to be known. */
@FunctionalInterface
public interface TubeRates {
  /** Nothing is known. */
  TubeRates UNKNOWN = _ -> Rates.NONE;

  /**
   * The half, most and nearly all of some durations took no longer than this, in milliseconds.
   */
  record Percentiles(long p50, long p95, long p99) {}

  /**
   * How fast a tube is.
   *
   * @param waitMillis how long jobs were ready until they were reserved, of late; null when none was
   * @param runMillis how long jobs were reserved, of late; null when none was
   */
  record Rates(
      double inPerSecond,
      double outPerSecond,
      @Nullable Percentiles waitMillis,
      @Nullable Percentiles runMillis) {
    /** Of a tube of which nothing is known. */
    static final Rates NONE = new Rates(0, 0, null, null);
  }

  /** How fast a tube is. Any thread. */
  Rates of(String tube);
}
