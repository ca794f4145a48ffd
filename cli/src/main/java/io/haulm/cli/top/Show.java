package io.haulm.cli.top;

import java.util.Locale;

/** Numbers in as few characters as tell them. */
final class Show {
  private static final long KILO = 1000;
  private static final long SECOND = 1000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final String NOTHING = "–";

  /** A count in up to six characters; a dash for none. */
  static String count(long count) {
    if (count == 0) {
      return NOTHING;
    }
    if (count < 100 * KILO) {
      return Long.toString(count);
    }
    return scaled((double) count);
  }

  /** A number of bytes: 428M. */
  static String bytes(long bytes) {
    return bytes < KILO ? Long.toString(bytes) : scaled((double) bytes);
  }

  private static String scaled(double number) {
    double scaled = number;
    String units = "kMGTPE";
    int unit = -1;
    while (scaled >= KILO - 0.5 && unit < units.length() - 1) {
      scaled /= KILO;
      unit++;
    }
    String digits =
        scaled < 9.95
            ? String.format(Locale.ROOT, "%.1f", scaled)
            : Long.toString(Math.round(scaled));
    return digits + units.charAt(unit);
  }

  /** A rate per second. */
  static String rate(double perSecond) {
    if (perSecond == 0) {
      return NOTHING;
    }
    if (perSecond < 9.95) {
      return String.format(Locale.ROOT, "%.1f", perSecond);
    }
    return count(Math.round(perSecond));
  }

  /** A length of time in up to four characters: {@code <1s}, 16s, 14m, 2h, 18d. */
  static String time(double millis) {
    if (millis <= 0) {
      return NOTHING;
    }
    if (millis < SECOND) {
      return "<1s";
    }
    if (millis < 2 * MINUTE) {
      return (long) (millis / SECOND) + "s";
    }
    if (millis < 2 * HOUR) {
      return (long) (millis / MINUTE) + "m";
    }
    if (millis < 2 * DAY) {
      return (long) (millis / HOUR) + "h";
    }
    return (long) (millis / DAY) + "d";
  }

  /** A text without what would disturb a terminal. */
  static String text(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> Character.isISOControl(point) || isFormat(point) ? ' ' : point)
        .forEach(safe::appendCodePoint);
    return safe.toString();
  }

  private static boolean isFormat(int point) {
    int type = Character.getType(point);
    return type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  private Show() {}
}
