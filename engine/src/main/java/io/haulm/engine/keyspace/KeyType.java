package io.haulm.engine.keyspace;

/** The types of values, by the names that TYPE answers. */
public enum KeyType {
  /** Bytes. */
  STRING("string"),
  /** A row of elements. */
  LIST("list"),
  /** Fields with values. */
  HASH("hash"),
  /** Members. */
  SET("set"),
  /** Members with scores. */
  SORTED_SET("zset"),
  /** Entries with ids, and consumer groups. */
  STREAM("stream");

  private final String word;

  KeyType(String word) {
    this.word = word;
  }

  /** What TYPE answers. */
  public String word() {
    return word;
  }
}
