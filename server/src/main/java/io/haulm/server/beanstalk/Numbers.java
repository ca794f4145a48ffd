package io.haulm.server.beanstalk;

/**
 * Reads the numbers of a command line, one after the other. Kept apart from what they mean, because
 * beanstalkd has two notations: its own, and that of the C library where it calls it directly.
 */
final class Numbers {
  private static final long BEFORE_OVERFLOW = Long.divideUnsigned(-1, 10);
  private static final int LAST_DIGIT_MAX = (int) Long.remainderUnsigned(-1, 10);

  private byte[] line = {};
  private int at;
  private int end;
  private long value;
  private boolean isOverflown;
  private boolean isNegative;

  /** From now on reads {@code line} from {@code start} to {@code end}. */
  void begin(byte[] line, int start, int end) {
    this.line = line;
    this.at = start;
    this.end = end;
  }

  /** True when nothing is left. */
  boolean atEnd() {
    return at == end;
  }

  /** Where reading goes on. */
  int position() {
    return at;
  }

  /** Reading goes on at {@code position}. */
  void moveTo(int position) {
    at = position;
  }

  /** Skips any number of spaces. */
  void skipSpaces() {
    while (at < end && line[at] == ' ') {
      at++;
    }
  }

  /**
   * Reads any number of spaces and a number without a sign.
   *
   * @return false when there is none, or it is larger than 2^64-1
   */
  boolean readUnsigned() {
    skipSpaces();
    return readDigits() && !isOverflown;
  }

  /** Like {@link #readUnsigned}, but up to {@code max} only, which is not negative. */
  boolean readUnsigned(long max) {
    return readUnsigned() && value >= 0 && value <= max;
  }

  /**
   * Reads a number as C's {@code strtol} and {@code strtoul} do: white space, a sign, digits.
   *
   * @return false when there are no digits
   */
  boolean readAsC() {
    while (at < end && (line[at] == ' ' || (line[at] >= '\t' && line[at] <= '\r'))) {
      at++;
    }
    isNegative = at < end && line[at] == '-';
    if (isNegative || (at < end && line[at] == '+')) {
      at++;
    }
    return readDigits();
  }

  /** The digits read last, as an unsigned number. */
  long value() {
    return value;
  }

  /** True when the digits read last are more than 2^64-1. */
  boolean isOverflown() {
    return isOverflown;
  }

  /** True when a minus stood before the digits that {@link #readAsC} read last. */
  boolean isNegative() {
    return isNegative;
  }

  private boolean readDigits() {
    int first = at;
    long sum = 0;
    isOverflown = false;
    while (at < end) {
      int digit = line[at] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      int order = Long.compareUnsigned(sum, BEFORE_OVERFLOW);
      isOverflown |= order > 0 || (order == 0 && digit > LAST_DIGIT_MAX);
      sum = sum * 10 + digit;
      at++;
    }
    value = sum;
    return at > first;
  }
}
