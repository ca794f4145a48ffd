package io.haulm.server.shard;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The time of a shard: milliseconds since 1970 at the start of the server, and from then on only
 * what the monotonic clock adds. So a jump of the machine's clock makes no job due early or late.
 */
public final class ShardClock {
  private final long startMillis;
  private final LongSupplier nanos;
  private final long startNanos;

  /**
   * A clock that starts now.
   *
   * @param startMillis the time now, in milliseconds since 1970
   * @param nanos a monotonic clock, such as {@link System#nanoTime}
   */
  public ShardClock(long startMillis, LongSupplier nanos) {
    this.startMillis = startMillis;
    this.nanos = nanos;
    this.startNanos = nanos.getAsLong();
  }

  /** The machine's clocks. */
  public static ShardClock system() {
    return new ShardClock(System.currentTimeMillis(), System::nanoTime);
  }

  /** Milliseconds since 1970; never goes back. */
  public long nowMillis() {
    return startMillis + TimeUnit.NANOSECONDS.toMillis(elapsedNanos());
  }

  /** How long it takes until {@link #nowMillis} shows {@code millis}; 0 when it already does. */
  public long nanosUntil(long millis) {
    return Math.max(0, TimeUnit.MILLISECONDS.toNanos(millis - startMillis) - elapsedNanos());
  }

  private long elapsedNanos() {
    return nanos.getAsLong() - startNanos;
  }
}
