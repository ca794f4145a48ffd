package io.haulm.engine;

import io.haulm.engine.keyspace.KeyspaceOptions;

/**
 * What an engine is told at its start.
 *
 * @param bodyBytesMax how many bytes of bodies may lie in memory
 * @param bodiesOnDisk what happens to a put beyond that. True: it is accepted, and its body lies
 *     only where the {@link FactLog} put it. False: it is refused with {@link
 *     Reply.Plain#OUT_OF_MEMORY}
 * @param keyspace what the keyspace is told
 */
public record EngineOptions(long bodyBytesMax, boolean bodiesOnDisk, KeyspaceOptions keyspace) {
  /** Room for bodies on their way to disk, beyond {@link #bodyBytesMax}, is at least this large. */
  private static final long IN_FLIGHT_BYTES_MIN = 64L << 20;

  private static final int IN_FLIGHT_FRACTION = 4;

  private static final long KEYSPACE_BYTES_MAX = 1L << 30;

  /** Options for an engine whose keyspace has the usual limit of 1 GiB. */
  public EngineOptions(long bodyBytesMax, boolean bodiesOnDisk) {
    this(bodyBytesMax, bodiesOnDisk, new KeyspaceOptions(KEYSPACE_BYTES_MAX, 0));
  }

  /** Checks the range. */
  public EngineOptions {
    Check.inRange("bodyBytesMax", bodyBytesMax, 1 << 20, Long.MAX_VALUE / 2);
  }

  /**
   * The hard limit of the body store. A body must lie in memory until the fact of its put is
   * written, so with bodies on disk there is headroom for those in flight: a quarter of {@link
   * #bodyBytesMax}, and 64 MiB at least. A body for which even that is not enough is refused.
   */
  public long storeBytesMax() {
    if (!bodiesOnDisk) {
      return bodyBytesMax;
    }
    return bodyBytesMax + Math.max(IN_FLIGHT_BYTES_MIN, bodyBytesMax / IN_FLIGHT_FRACTION);
  }
}
