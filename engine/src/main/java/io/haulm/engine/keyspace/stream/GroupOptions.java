package io.haulm.engine.keyspace.stream;

import io.haulm.engine.Check;
import java.util.Arrays;

/**
 * What is set for a group beyond what Redis knows.
 *
 * @param deliveriesMax an entry that was delivered so often goes to the dead letters; 0 for no
 *     limit
 * @param deadLetters name of the stream to which such entries go, in the same database; empty
 *     without a limit
 * @param returnsOnClose true: what a consumer holds is delivered to others when no connection is
 *     left that reads for it
 * @param consumerIdleMillis a consumer that was not seen for so long is removed, and what it holds
 *     is delivered to others; 0 for never
 */
public record GroupOptions(
    int deliveriesMax, byte[] deadLetters, boolean returnsOnClose, long consumerIdleMillis) {
  /** The largest limit of deliveries. */
  public static final int DELIVERIES_MAX = 1_000_000;

  /** The longest time that a consumer may be idle: about 34 years. */
  public static final long CONSUMER_IDLE_MILLIS_MAX = 1L << 40;

  /** What a group begins with. */
  public static final GroupOptions DEFAULT = new GroupOptions(0, new byte[0], false, 0);

  /** Checks the ranges. */
  public GroupOptions {
    Check.inRange("deliveriesMax", deliveriesMax, 0, DELIVERIES_MAX);
    Check.inRange("consumerIdleMillis", consumerIdleMillis, 0, CONSUMER_IDLE_MILLIS_MAX);
  }

  /** True when entries that nobody owns are delivered to whoever reads next. */
  boolean redelivers() {
    return deliveriesMax > 0 || returnsOnClose || consumerIdleMillis > 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GroupOptions options
        && deliveriesMax == options.deliveriesMax
        && Arrays.equals(deadLetters, options.deadLetters)
        && returnsOnClose == options.returnsOnClose
        && consumerIdleMillis == options.consumerIdleMillis;
  }

  @Override
  public int hashCode() {
    return deliveriesMax * 31 + Arrays.hashCode(deadLetters);
  }
}
