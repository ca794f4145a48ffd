package io.haulm.server.beanstalk;

import io.haulm.engine.TubeName;
import java.nio.charset.StandardCharsets;

/**
 * Reads the arguments of a command line by beanstalkd's rules.
 *
 * <p>A read that fails makes the whole line bad, and its result means nothing; so a caller reads
 * all arguments and then asks {@link #isBad} once.
 */
final class ArgumentReader {
  private static final long UINT32_MAX = 0xFFFF_FFFFL;
  // 2^64-1 is 18446744073709551615: with one digit less it still fits into a positive long.
  private static final long UINT64_MAX_TENTH = 1_844_674_407_370_955_161L;
  private static final int UINT64_MAX_LAST_DIGIT = 5;
  private static final long MILLIS_PER_SECOND = 1000;

  private byte[] line = new byte[0];
  private int next;
  private int end;
  private boolean isBad;

  /** Begins to read the arguments between {@code start} and {@code lineEnd}. */
  void begin(byte[] bytes, int start, int lineEnd) {
    line = bytes;
    next = start;
    end = lineEnd;
    isBad = false;
  }

  /** True when a read has failed. */
  boolean isBad() {
    return isBad;
  }

  /** True when nothing is left. */
  boolean isAtEnd() {
    return next == end;
  }

  /** Makes the line bad, for a reason that only the caller knows. */
  void refuse() {
    isBad = true;
  }

  /** Makes the line bad if something is left. */
  void expectEnd() {
    isBad |= next != end;
  }

  /** A number of 0 to 2^32-1, after any number of spaces. */
  long readUint32() {
    long value = readUint64();
    isBad |= value < 0 || value > UINT32_MAX;
    return value;
  }

  /** Seconds of 0 to 2^32-1, in milliseconds. */
  long readSeconds() {
    return readUint32() * MILLIS_PER_SECOND;
  }

  /** An unsigned number of 64 bits, after any number of spaces. */
  long readUint64() {
    while (next < end && line[next] == ' ') {
      next++;
    }
    isBad |= next == end || !isDigit(line[next]);
    return readDigits();
  }

  /**
   * A number as C's {@code strtoul} reads it: any white space, a sign, digits. Negative ones are
   * taken modulo 2^64. Bad without a digit, or beyond 64 bits.
   */
  long readLikeStrtoul() {
    boolean isNegative = readSign();
    isBad |= next == end || !isDigit(line[next]);
    long value = readDigits();
    return isNegative ? -value : value;
  }

  /** A number as C's {@code strtol} reads it: 0 without a digit; bad beyond 64 bits. */
  long readLikeStrtol() {
    boolean isNegative = readSign();
    long value = readDigits();
    // -2^63 is the only negative one without a positive counterpart.
    isBad |= value < 0 && !(isNegative && value == Long.MIN_VALUE);
    return isNegative ? -value : value;
  }

  /** All that is left, which must be a tube's name. */
  String readTubeName() {
    int start = next;
    int length = readNameBytes();
    expectEnd();
    isBad |= !isName(start, length);
    return isBad ? "" : new String(line, start, length, StandardCharsets.ISO_8859_1);
  }

  /**
   * A tube's name with other arguments behind it, after any number of spaces. Bad without a byte
   * that may stand in a name.
   *
   * @return the name, or the empty text when the bytes are no name: too many, or a leading minus
   */
  String readTubeNameBeforeMore() {
    while (next < end && line[next] == ' ') {
      next++;
    }
    int start = next;
    int length = readNameBytes();
    isBad |= length == 0;
    return isName(start, length)
        ? new String(line, start, length, StandardCharsets.ISO_8859_1)
        : "";
  }

  private boolean isName(int start, int length) {
    return TubeName.isValid(line, start, length);
  }

  private int readNameBytes() {
    int start = next;
    while (next < end && TubeName.mayHave(line[next])) {
      next++;
    }
    return next - start;
  }

  private boolean readSign() {
    while (next < end && isWhiteSpace(line[next])) {
      next++;
    }
    boolean isNegative = next < end && line[next] == '-';
    if (isNegative || (next < end && line[next] == '+')) {
      next++;
    }
    return isNegative;
  }

  private long readDigits() {
    long value = 0;
    while (next < end && isDigit(line[next])) {
      int digit = line[next] - '0';
      isBad |=
          value < 0
              || value > UINT64_MAX_TENTH
              || (value == UINT64_MAX_TENTH && digit > UINT64_MAX_LAST_DIGIT);
      value = value * 10 + digit;
      next++;
    }
    return value;
  }

  private static boolean isDigit(byte value) {
    return value >= '0' && value <= '9';
  }

  private static boolean isWhiteSpace(byte value) {
    return value == ' ' || (value >= '\t' && value <= '\r');
  }
}
