package io.haulm.engine.keyspace;

import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Numbers as the protocol writes them. */
public final class Numbers {
  private static final int LONG_DIGITS_MAX = 20;
  private static final int DOUBLE_CHARS_MAX = 5 * 1024;
  // Whole numbers up to here are written with all their digits.
  private static final double WHOLE_MAX = 0x1p62;
  // A number gets an exponent when it would need so many zeros, or more, before or behind the
  // point.
  private static final int ZEROS_MAX = 7;
  private static final int SMALL_POWER_MAX = 4;

  /**
   * Reads a whole number: digits, perhaps behind a minus; nothing else, no leading zeros.
   *
   * @throws RefusedException when it is none or needs more than 64 bits
   */
  public static long parseLong(byte[] word) {
    return tryParseLong(word)
        .orElseThrow(() -> new RefusedException(RefusedException.NOT_AN_INTEGER));
  }

  /** The same; empty when it is no whole number of 64 bits. */
  public static OptionalLong tryParseLong(byte[] word) {
    int length = word.length;
    if (length == 0 || length > LONG_DIGITS_MAX) {
      return OptionalLong.empty();
    }
    boolean isNegative = word[0] == '-';
    int first = isNegative ? 1 : 0;
    boolean hasLeadingZero = first < length && word[first] == '0' && length > 1;
    if (first == length || hasLeadingZero) {
      return OptionalLong.empty();
    }
    // Kept negative, because the smallest number has no positive twin.
    long value = 0;
    for (int i = first; i < length; i++) {
      int digit = word[i] - '0';
      if (digit < 0 || digit > 9 || value < (Long.MIN_VALUE + digit) / 10) {
        return OptionalLong.empty();
      }
      value = value * 10 - digit;
    }
    if (!isNegative && value == Long.MIN_VALUE) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(isNegative ? value : -value);
  }

  /**
   * Reads a number with a fraction, {@code inf} and {@code -inf} included.
   *
   * @throws RefusedException when it is none
   */
  public static double parseDouble(byte[] word) {
    return tryParseDouble(word)
        .orElseThrow(() -> new RefusedException(RefusedException.NOT_A_FLOAT));
  }

  /** The same; empty when it is no number. */
  public static OptionalDouble tryParseDouble(byte[] word) {
    OptionalDouble wide = tryParseWide(word);
    boolean isEndless = wide.isPresent() && Double.isInfinite(wide.getAsDouble());
    // Infinity ends with a letter; what ends with a digit is a number that is too large.
    return isEndless && isDigit(word[word.length - 1]) ? OptionalDouble.empty() : wide;
  }

  /** The same, but a number that is too large for a double comes as infinite. */
  static OptionalDouble tryParseWide(byte[] word) {
    if (word.length == 0 || word.length > DOUBLE_CHARS_MAX) {
      return OptionalDouble.empty();
    }
    String text = new String(word, StandardCharsets.ISO_8859_1);
    String bare = text.charAt(0) == '-' || text.charAt(0) == '+' ? text.substring(1) : text;
    if (bare.equalsIgnoreCase("inf") || bare.equalsIgnoreCase("infinity")) {
      return OptionalDouble.of(
          text.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
    return finite(text, bare);
  }

  // As C reads it. Java would also take spaces around it, and a letter behind it for the type.
  private static OptionalDouble finite(String text, String bare) {
    boolean isHex = bare.startsWith("0x") || bare.startsWith("0X");
    boolean isPlain =
        bare.chars().allMatch(c -> isDigit(c) || ".eE+-".indexOf(c) >= 0) && !bare.isEmpty();
    if (!isPlain && !isHex) {
      return OptionalDouble.empty();
    }
    boolean lacksExponent = isHex && bare.indexOf('p') < 0 && bare.indexOf('P') < 0;
    try {
      double value = Double.parseDouble(lacksExponent ? text + "p0" : text);
      boolean isTooSmall = value == 0 && !isHex && !isZero(bare);
      return isTooSmall ? OptionalDouble.empty() : OptionalDouble.of(value);
    } catch (NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }

  /** True when the digits before an exponent are all zeros. */
  private static boolean isZero(String bare) {
    return bare.chars().takeWhile(c -> c != 'e' && c != 'E').noneMatch(c -> c >= '1' && c <= '9');
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  /** The shortest text that reads back as this number, laid out as Redis 7.4 does it. */
  public static String format(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    double magnitude = Math.abs(value);
    if (magnitude <= WHOLE_MAX && value == Math.rint(value)) {
      return Long.toString((long) value);
    }
    String sign = value < 0 ? "-" : "";
    return sign + formatPositive(magnitude);
  }

  private static String formatPositive(double value) {
    // Java's own text has the shortest digits; only its layout is another.
    String java = Double.toString(value);
    int exponentAt = java.indexOf('E');
    String mantissa = exponentAt < 0 ? java : java.substring(0, exponentAt);
    int exponent = exponentAt < 0 ? 0 : Integer.parseInt(java.substring(exponentAt + 1));
    int point = mantissa.indexOf('.');
    String fraction = mantissa.substring(point + 1);
    String all = mantissa.substring(0, point) + (fraction.equals("0") ? "" : fraction);
    String digits = all.replaceFirst("^0+", "");
    // The value is 0.DIGITS times ten to this power.
    int power = point + exponent - (all.length() - digits.length());
    return layOut(digits.replaceFirst("0+$", ""), power);
  }

  private static String layOut(String digits, int power) {
    int count = digits.length();
    // The value is DIGITS times ten to the power of this.
    int scale = power - count;
    int exponent = power - 1;
    if (scale >= 0 && Math.abs(exponent) < count + ZEROS_MAX) {
      return digits + "0".repeat(scale);
    }
    if (scale < 0 && (scale > -ZEROS_MAX || Math.abs(exponent) < SMALL_POWER_MAX)) {
      return power <= 0
          ? "0." + "0".repeat(-power) + digits
          : digits.substring(0, power) + "." + digits.substring(power);
    }
    String rest = count == 1 ? "" : "." + digits.substring(1);
    return digits.charAt(0) + rest + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
  }

  private Numbers() {}
}
