package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.RefusedException;
import java.nio.charset.StandardCharsets;

/**
 * The id of an entry: two unsigned numbers, written with a dash between them.
 *
 * @param millis usually the time at which the entry was added, in milliseconds
 * @param sequence tells entries of the same millisecond apart
 */
public record StreamId(long millis, long sequence) implements Comparable<StreamId> {
  /** The smallest id, which no entry has. */
  public static final StreamId MIN = new StreamId(0, 0);

  /** The largest id. */
  public static final StreamId MAX = new StreamId(-1, -1);

  /** What is answered to a word that is no id. */
  static final String INVALID = "ERR Invalid stream ID specified as stream command argument";

  private static final int TEXT_BYTES_MAX = 41;

  /** Compares two ids given as numbers. */
  static int compare(long millis, long sequence, long otherMillis, long otherSequence) {
    int byMillis = Long.compareUnsigned(millis, otherMillis);
    return byMillis != 0 ? byMillis : Long.compareUnsigned(sequence, otherSequence);
  }

  @Override
  public int compareTo(StreamId other) {
    return compare(millis, sequence, other.millis, other.sequence);
  }

  boolean isAfter(StreamId other) {
    return compareTo(other) > 0;
  }

  boolean isZero() {
    return (millis | sequence) == 0;
  }

  /** The next id; the largest one has none and must not be asked. */
  StreamId next() {
    return sequence == -1 ? new StreamId(millis + 1, 0) : new StreamId(millis, sequence + 1);
  }

  /** The id before; the smallest one has none and must not be asked. */
  StreamId previous() {
    return sequence == 0 ? new StreamId(millis - 1, -1) : new StreamId(millis, sequence - 1);
  }

  /** The larger one. */
  static StreamId max(StreamId one, StreamId other) {
    return one.isAfter(other) ? one : other;
  }

  /**
   * Reads an id; one without a sequence gets the given one.
   *
   * @throws RefusedException when the word is no id
   */
  static StreamId parse(byte[] word, long missingSequence) {
    int dash = dashIn(word);
    if (dash < 0) {
      return new StreamId(parseUnsigned(word, 0, word.length), missingSequence);
    }
    return new StreamId(parseUnsigned(word, 0, dash), parseUnsigned(word, dash + 1, word.length));
  }

  /**
   * Reads an id, a minus for the smallest or a plus for the largest; one without a sequence gets
   * the given one.
   *
   * @throws RefusedException when the word is none of these
   */
  static StreamId parseBound(byte[] word, long missingSequence) {
    if (word.length == 1 && word[0] == '-') {
      return MIN;
    }
    if (word.length == 1 && word[0] == '+') {
      return MAX;
    }
    return parse(word, missingSequence);
  }

  /** Where the dash is; -1 when there is none. */
  static int dashIn(byte[] word) {
    for (int i = 0; i < word.length && i < TEXT_BYTES_MAX; i++) {
      if (word[i] == '-') {
        return i;
      }
    }
    return -1;
  }

  /**
   * Reads an unsigned number of 64 bits: digits only.
   *
   * @throws RefusedException when there is something else
   */
  static long parseUnsigned(byte[] word, int from, int to) {
    if (from == to || to - from > 20) {
      throw new RefusedException(INVALID);
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = word[i] - '0';
      boolean isTooMuch =
          Long.compareUnsigned(value, Long.divideUnsigned(-1L, 10)) > 0
              || (value == Long.divideUnsigned(-1L, 10) && digit > 5);
      if (digit < 0 || digit > 9 || isTooMuch) {
        throw new RefusedException(INVALID);
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** The id as it is written. */
  byte[] toBytes() {
    return textOf(millis, sequence);
  }

  static byte[] textOf(long millis, long sequence) {
    int length = digits(millis) + 1 + digits(sequence);
    byte[] text = new byte[length];
    int dash = length - digits(sequence) - 1;
    writeUnsigned(text, dash, millis);
    text[dash] = '-';
    writeUnsigned(text, length, sequence);
    return text;
  }

  private static void writeUnsigned(byte[] text, int end, long value) {
    int at = end;
    long rest = value;
    do {
      long tenth = rest >= 0 ? rest / 10 : Long.divideUnsigned(rest, 10);
      text[--at] = (byte) ('0' + (rest - tenth * 10));
      rest = tenth;
    } while (rest != 0);
  }

  private static int digits(long value) {
    if (value < 0) {
      return Long.compareUnsigned(value, -8446744073709551616L) >= 0 ? 20 : 19;
    }
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    return digits;
  }

  @Override
  public String toString() {
    return new String(toBytes(), StandardCharsets.US_ASCII);
  }
}
