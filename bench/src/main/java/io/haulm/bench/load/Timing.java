package io.haulm.bench.load;

/**
 * How long things run.
 *
 * @param rounds how often each contender is measured
 * @param roundNanos length of a measurement
 * @param warmUpNanos how long a server runs under the load before it is measured the first time
 */
public record Timing(int rounds, long roundNanos, long warmUpNanos) {
  /** Before each measurement the load runs for so long: the other server had the caches. */
  static final long LEAD_IN_NANOS = 200_000_000;
}
