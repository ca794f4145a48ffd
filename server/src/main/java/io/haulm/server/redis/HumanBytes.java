package io.haulm.server.redis;

import java.util.Locale;

/** Sizes as INFO shows them to people: {@code 1.50M}. */
final class HumanBytes {
  private static final String UNITS = "BKMGTP";
  private static final int UNIT = 1024;

  private HumanBytes() {}

  static String of(long bytes) {
    if (bytes < UNIT) {
      return bytes + "B";
    }
    double size = bytes;
    int unit = 0;
    while (size >= UNIT && unit < UNITS.length() - 1) {
      size /= UNIT;
      unit++;
    }
    return String.format(Locale.ROOT, "%.2f%c", size, UNITS.charAt(unit));
  }
}
