package io.haulm.engine.keyspace.hash;

import io.haulm.engine.keyspace.KeyChange;

/** What changes about a hash. */
public sealed interface HashChange extends KeyChange {
  /**
   * Fields have these values, and none of them expires.
   *
   * @param pairs a field, its value, a field, its value ...
   */
  record Fields(byte[][] pairs) implements HashChange {}

  /**
   * Fields have these values.
   *
   * @param pairs a field, its value, a field, its value ...
   * @param untilMillis when each field expires; {@link HashValue#NEVER} for not at all
   */
  record VolatileFields(byte[][] pairs, long[] untilMillis) implements HashChange {}

  /** Those of these fields that exist expire at a time; {@link HashValue#NEVER} for not at all. */
  record Expiry(byte[][] fields, long untilMillis) implements HashChange {}

  /** These fields do not exist. */
  record Gone(byte[][] fields) implements HashChange {}
}
