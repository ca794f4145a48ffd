package io.haulm.server.shard;

/**
 * The shard's time: milliseconds since 1970, set by the wall clock at the start and driven by the
 * monotonic clock from then on. So setting the machine's clock neither fires nor delays a timer.
 */
public final class ShardClock {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final long startMillis = System.currentTimeMillis();
  private final long startNanos = System.nanoTime();

  /** The time. Never goes back. */
  public long nowMillis() {
    return startMillis + (System.nanoTime() - startNanos) / NANOS_PER_MILLI;
  }

  /** How long ago the clock was started. */
  public long uptimeMillis() {
    return nowMillis() - startMillis;
  }
}
