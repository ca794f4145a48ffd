package io.haulm.engine.keyspace.set;

import io.haulm.engine.keyspace.KeyChange;

/** What changes about a set. */
public sealed interface SetChange extends KeyChange {
  /** These are members. */
  record Added(byte[][] members) implements SetChange {}

  /** These are no members. */
  record Removed(byte[][] members) implements SetChange {}
}
