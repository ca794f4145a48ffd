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
 * @param trashBytesMax how many bytes of deleted jobs, bodies and all, are kept for ten minutes;
 *     what was deleted first goes first when there are more
 */
public record EngineOptions(
    long bodyBytesMax, boolean bodiesOnDisk, KeyspaceOptions keyspace, long trashBytesMax) {
  /** Room for bodies on their way to disk, beyond {@link #bodyBytesMax}, is at least this large. */
  private static final long IN_FLIGHT_BYTES_MIN = 64L << 20;

  private static final int IN_FLIGHT_FRACTION = 4;

  private static final long KEYSPACE_BYTES_MAX = 1L << 30;

  /**
   * The usual limit of the trash is this, or an eighth of the memory for bodies, if that is less.
   */
  private static final long TRASH_BYTES = 256L << 20;

  private static final int TRASH_FRACTION = 8;

  /** Options for an engine whose keyspace has the usual limit of 1 GiB. */
  public EngineOptions(long bodyBytesMax, boolean bodiesOnDisk) {
    this(bodyBytesMax, bodiesOnDisk, new KeyspaceOptions(KEYSPACE_BYTES_MAX, 0));
  }

  /** Options for an engine whose trash has the usual limit. */
  public EngineOptions(long bodyBytesMax, boolean bodiesOnDisk, KeyspaceOptions keyspace) {
    this(
        bodyBytesMax, bodiesOnDisk, keyspace, Math.min(TRASH_BYTES, bodyBytesMax / TRASH_FRACTION));
  }

  /** Checks the ranges. */
  public EngineOptions {
    Check.inRange("trashBytesMax", trashBytesMax, 0, Long.MAX_VALUE / 2);
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
