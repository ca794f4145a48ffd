package io.haulm.server.redis.script.lua;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as text, the way C writes and reads them. */
public final class NumberText {
  /** How many digits Lua shows of a number. */
  public static final int LUA_DIGITS = 14;

  // Whole numbers below this have no more digits than Lua shows.
  private static final double WHOLE_MAX = 1e14;
  private static final int PLAIN_EXPONENT_MIN = -4;
  private static final int HEX = 16;
  // Longer ones are no numbers that anybody wrote, and slow to read.
  private static final int CHARS_MAX = 4096;

  /** A number as Lua shows it. */
  public static LuaString string(double value) {
    return LuaString.ofLatin(text(value));
  }

  /** A number as Lua shows it. */
  public static String text(double value) {
    if (value == Math.rint(value) && Math.abs(value) < WHOLE_MAX && (value != 0 || 1 / value > 0)) {
      return Long.toString((long) value);
    }
    return general(value, LUA_DIGITS, false);
  }

  /** Text for what is no finite number; also what is no number at all has a sign. */
  private static String notFinite(double value) {
    if (Double.isNaN(value)) {
      return isNegative(value) ? "-nan" : "nan";
    }
    return value > 0 ? "inf" : "-inf";
  }

  /**
   * As {@code %g} of C does.
   *
   * @param digits significant digits, 0 counting as 1
   * @param keepZeros true when zeros at the end stay, as {@code %#g} asks for
   */
  public static String general(double value, int digits, boolean keepZeros) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return notFinite(value);
    }
    int precision = Math.max(1, digits);
    String sign = isNegative(value) ? "-" : "";
    if (value == 0) {
      return sign + "0" + (keepZeros ? "." + "0".repeat(precision - 1) : "");
    }
    BigDecimal rounded =
        new BigDecimal(Math.abs(value)).round(new MathContext(precision, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    String text;
    if (exponent < PLAIN_EXPONENT_MIN || exponent >= precision) {
      String mantissa = rounded.movePointLeft(exponent).setScale(precision - 1).toPlainString();
      text = (keepZeros ? mantissa : withoutZeros(mantissa)) + exponentText(exponent);
    } else {
      String plain =
          rounded.setScale(precision - 1 - exponent, RoundingMode.UNNECESSARY).toPlainString();
      text = keepZeros ? plain : withoutZeros(plain);
    }
    return sign + text;
  }

  /** As {@code %e} of C does, with so many digits behind the point. */
  public static String scientific(double value, int fraction) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return notFinite(value);
    }
    String sign = isNegative(value) ? "-" : "";
    BigDecimal rounded =
        new BigDecimal(Math.abs(value))
            .round(new MathContext(fraction + 1, RoundingMode.HALF_EVEN));
    int exponent = value == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    BigDecimal mantissa =
        rounded.movePointLeft(exponent).setScale(fraction, RoundingMode.UNNECESSARY);
    return sign + mantissa.toPlainString() + exponentText(exponent);
  }

  /** As {@code %f} of C does, with so many digits behind the point. */
  public static String fixed(double value, int fraction) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return notFinite(value);
    }
    String sign = isNegative(value) ? "-" : "";
    BigDecimal exact = new BigDecimal(Math.abs(value));
    return sign + exact.setScale(fraction, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static boolean isNegative(double value) {
    return Double.doubleToRawLongBits(value) < 0;
  }

  private static String exponentText(int exponent) {
    int size = Math.abs(exponent);
    return (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
  }

  private static String withoutZeros(String text) {
    if (text.indexOf('.') < 0) {
      return text;
    }
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }

  /** Reads a number; NaN when it is none. */
  public static double parse(LuaString string) {
    return string.length() > CHARS_MAX ? Double.NaN : parse(string.latin());
  }

  /** Reads a number; NaN when it is none. */
  static double parse(String text) {
    String bare = strip(text);
    boolean isNegative = bare.startsWith("-");
    String digits = isNegative || bare.startsWith("+") ? bare.substring(1) : bare;
    if (digits.isEmpty()) {
      return Double.NaN;
    }
    double size = parseUnsigned(digits);
    return isNegative ? -size : size;
  }

  private static double parseUnsigned(String digits) {
    if (digits.startsWith("0x") || digits.startsWith("0X")) {
      return parseHex(digits.substring(2));
    }
    char first = digits.charAt(0);
    if (first != '.' && (first < '0' || first > '9')) {
      boolean isInfinite = digits.equalsIgnoreCase("inf") || digits.equalsIgnoreCase("infinity");
      return isInfinite ? Double.POSITIVE_INFINITY : Double.NaN;
    }
    // Java would take a letter behind a number for its type, and a point alone for nothing.
    char last = digits.charAt(digits.length() - 1);
    if (last != '.' && (last < '0' || last > '9')) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(digits);
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
  }

  private static double parseHex(String digits) {
    if (digits.isEmpty()) {
      return Double.NaN;
    }
    double value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), HEX);
      if (digit < 0) {
        return Double.NaN;
      }
      value = value * HEX + digit;
    }
    return value;
  }

  /** Without the white space of C around it. */
  static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  static boolean isSpace(int character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
  }

  private NumberText() {}
}
