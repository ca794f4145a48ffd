package io.haulm.client;

import java.time.Duration;
import java.util.Objects;

/** What the protocol can carry. What is beyond is refused before anything is sent. */
final class ProtocolLimits {
  /** Longest name of a tube, in bytes. */
  static final int TUBE_NAME_BYTES_MAX = 200;

  /** Largest priority, time and count: an unsigned number of 32 bits. */
  static final long UNSIGNED_MAX = 0xFFFF_FFFFL;

  /** Longest wait of a reserve, in seconds: beanstalkd reads a signed number of 32 bits. */
  static final long RESERVE_SECONDS_MAX = Integer.MAX_VALUE;

  private static final String MARKS = "-+/;.$_()";

  private ProtocolLimits() {}

  static String tubeName(String tube) {
    Objects.requireNonNull(tube, "tube");
    boolean fits = !tube.isEmpty() && tube.length() <= TUBE_NAME_BYTES_MAX;
    if (!fits || tube.charAt(0) == '-' || !tube.chars().allMatch(ProtocolLimits::isOfName)) {
      throw new IllegalArgumentException(
          "a tube's name has 1 to "
              + TUBE_NAME_BYTES_MAX
              + " of A-Z a-z 0-9 "
              + MARKS
              + " and does not begin with '-': '"
              + tube
              + "'");
    }
    return tube;
  }

  private static boolean isOfName(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || MARKS.indexOf(c) >= 0;
  }

  static long unsigned(String what, long value) {
    return inRange(what, value, 0, UNSIGNED_MAX);
  }

  static long jobId(long id) {
    return inRange("job id", id, 0, Long.MAX_VALUE);
  }

  static long inRange(String what, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          what + " must be from " + min + " to " + max + ", not " + value);
    }
    return value;
  }

  /** Whole seconds, rounded up: what should wait must not come too early. */
  static long seconds(String what, Duration length, long max) {
    if (length.isNegative()) {
      throw new IllegalArgumentException(what + " must not be negative: " + length);
    }
    long seconds = length.getSeconds() + (length.getNano() > 0 ? 1 : 0);
    return inRange(what + " in seconds", seconds, 0, max);
  }
}
