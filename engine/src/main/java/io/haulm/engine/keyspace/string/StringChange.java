package io.haulm.engine.keyspace.string;

import io.haulm.engine.keyspace.KeyChange;

/** What changes about a string. */
public sealed interface StringChange extends KeyChange {
  /** The string consists of these bytes. */
  record Whole(byte[] bytes) implements StringChange {}

  /** These bytes stand at an offset; the string is at least so long, zeros fill a gap. */
  record Range(int offset, byte[] bytes) implements StringChange {}
}
