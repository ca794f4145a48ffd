package io.haulm.server.console.filter;

import java.util.Locale;
import java.util.Map;

/** In what a number of a filter is written. */
enum Unit {
  /** A plain number. */
  COUNT(Map.of("", 1L), "a number: 100"),
  /** A time span. */
  DURATION(
      Map.of(
          "ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L, "w", 604_800_000L),
      "a time with its unit: 500ms, 30s, 5m, 2h, 7d"),
  /** A length. */
  BYTES(
      Map.of(
          "", 1L, "b", 1L, "k", 1L << 10, "kb", 1L << 10, "m", 1L << 20, "mb", 1L << 20, "g",
          1L << 30, "gb", 1L << 30),
      "a length in bytes: 100, 4k, 2m");

  private static final int DIGITS_MAX = 18;

  private final Map<String, Long> factors;
  private final String example;

  Unit(Map<String, Long> factors, String example) {
    this.factors = factors;
    this.example = example;
  }

  long read(String text, int at) throws FilterException {
    int digits = 0;
    while (digits < text.length() && Character.digit(text.charAt(digits), 10) >= 0) {
      digits++;
    }
    String name = text.substring(digits).toLowerCase(Locale.ROOT);
    Long factor = isZero(text, digits) ? Long.valueOf(1) : factors.get(name);
    if (digits == 0 || digits > DIGITS_MAX || factor == null) {
      throw new FilterException(at, "\"" + text + "\" is not " + example);
    }
    long value = Long.parseLong(text.substring(0, digits));
    return value > Long.MAX_VALUE / factor ? Long.MAX_VALUE : value * factor;
  }

  /** Nothing is nothing in every unit. */
  private static boolean isZero(String text, int digits) {
    return digits == text.length() && text.chars().allMatch(c -> c == '0');
  }
}
