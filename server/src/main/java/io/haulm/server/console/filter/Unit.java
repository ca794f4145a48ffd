package io.haulm.server.console.filter;

import io.haulm.server.console.filter.FilterException.Code;
import java.util.Locale;

/** In what a number of a filter is written. */
enum Unit {
  /** A plain number. */
  COUNT(Code.NUMBER, "a number: 100"),
  /** A time span. */
  DURATION(Code.DURATION, "a time with its unit: 500ms, 30s, 5m, 2h, 7d"),
  /** A length. */
  BYTES(Code.SIZE, "a length in bytes: 100, 4k, 2m");

  private static final int DIGITS_MAX = 18;
  private static final long UNKNOWN = 0;

  private final Code code;
  private final String example;

  Unit(Code code, String example) {
    this.code = code;
    this.example = example;
  }

  long read(String text, int at) throws FilterException {
    int digits = 0;
    while (digits < text.length() && isDigit(text.charAt(digits))) {
      digits++;
    }
    String name = text.substring(digits).toLowerCase(Locale.ROOT);
    // Nothing is nothing in every unit.
    boolean isZero = name.isEmpty() && text.chars().allMatch(c -> c == '0');
    long factor = isZero ? 1 : factor(name);
    if (digits == 0 || digits > DIGITS_MAX || factor == UNKNOWN) {
      throw new FilterException(code, at, "\"" + text + "\" is not " + example);
    }
    long value = Long.parseLong(text.substring(0, digits));
    return value > Long.MAX_VALUE / factor ? Long.MAX_VALUE : value * factor;
  }

  private static boolean isDigit(char c) {
    return '0' <= c && c <= '9';
  }

  private long factor(String name) {
    return switch (this) {
      case COUNT -> name.isEmpty() ? 1 : UNKNOWN;
      case DURATION -> millis(name);
      case BYTES -> bytes(name);
    };
  }

  private static long millis(String name) {
    return switch (name) {
      case "ms" -> 1;
      case "s" -> 1000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      case "d" -> 86_400_000;
      case "w" -> 604_800_000;
      default -> UNKNOWN;
    };
  }

  private static long bytes(String name) {
    return switch (name) {
      case "", "b" -> 1;
      case "k", "kb" -> 1L << 10;
      case "m", "mb" -> 1L << 20;
      case "g", "gb" -> 1L << 30;
      default -> UNKNOWN;
    };
  }
}
