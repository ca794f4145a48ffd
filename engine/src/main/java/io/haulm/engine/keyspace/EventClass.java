package io.haulm.engine.keyspace;

/** Kinds of keyspace notifications, by the letters that switch them on. */
public enum EventClass {
  /** Commands that are not of one type. */
  GENERIC('g'),
  /** Strings. */
  STRING('$'),
  /** Lists. */
  LIST('l'),
  /** Sets. */
  SET('s'),
  /** Hashes. */
  HASH('h'),
  /** Sorted sets. */
  SORTED_SET('z'),
  /** A key expired. */
  EXPIRED('x'),
  /** A key was pushed out of memory: never happens here. */
  EVICTED('e'),
  /** Streams. */
  STREAM('t'),
  /** A key was looked for and is not there. */
  KEY_MISS('m'),
  /** A key came into being. */
  NEW('n');

  private final char letter;

  EventClass(char letter) {
    this.letter = letter;
  }

  /** The letter in the setting {@code notify-keyspace-events}. */
  public char letter() {
    return letter;
  }
}
