package io.haulm.engine.keyspace;

import org.jspecify.annotations.Nullable;

/** A value with fields that have values, which SORT can look up. */
public interface FieldSource {
  /** The value of a field; null when there is none. */
  byte @Nullable [] fieldValue(byte[] field);
}
