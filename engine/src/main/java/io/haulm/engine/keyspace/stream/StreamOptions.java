package io.haulm.engine.keyspace.stream;

import io.haulm.engine.Check;

/**
 * What is set for a stream as a whole.
 *
 * @param idempotenceSeconds how long the ids of producers are remembered
 * @param idempotenceIds how many ids are remembered of each producer
 * @param trim what happens to references when entries are trimmed and the command does not say
 * @param freesAcked true: an entry is deleted as soon as all groups have acknowledged it
 */
public record StreamOptions(
    int idempotenceSeconds, int idempotenceIds, References trim, boolean freesAcked) {
  /** The longest time that ids of producers can be remembered. */
  public static final int IDEMPOTENCE_SECONDS_MAX = 86_400;

  /** The most ids that can be remembered of a producer. */
  public static final int IDEMPOTENCE_IDS_MAX = 10_000;

  /** What a stream begins with. */
  public static final StreamOptions DEFAULT = new StreamOptions(100, 100, References.KEEP, false);

  /** Checks the ranges. */
  public StreamOptions {
    Check.inRange("idempotenceSeconds", idempotenceSeconds, 1, IDEMPOTENCE_SECONDS_MAX);
    Check.inRange("idempotenceIds", idempotenceIds, 1, IDEMPOTENCE_IDS_MAX);
  }
}
