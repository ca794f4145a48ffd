package io.haulm.tasks.schedule;

import java.util.List;
import java.util.Locale;

/**
 * One field of a cron expression: the numbers that it allows, all below 64, as bits.
 *
 * @param bits bit n says that n is allowed
 * @param isRestricted whether the field begins with anything but a star
 */
record CronField(long bits, boolean isRestricted) {

  /**
   * What a field may hold.
   *
   * @param name for messages
   * @param min lowest number
   * @param max highest number
   * @param words names of numbers in three letters, the first for {@code min}; may be empty
   */
  record Kind(String name, int min, int max, List<String> words) {

    static final Kind SECOND = new Kind("second", 0, 59, List.of());
    static final Kind MINUTE = new Kind("minute", 0, 59, List.of());
    static final Kind HOUR = new Kind("hour", 0, 23, List.of());
    static final Kind DAY = new Kind("day of month", 1, 31, List.of());
    static final Kind MONTH =
        new Kind(
            "month",
            1,
            12,
            List.of(
                "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                "dec"));

    /** Sunday is 0, and 7 too. */
    static final Kind WEEKDAY =
        new Kind("day of week", 0, 7, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));
  }

  static CronField parse(Kind kind, String text) {
    long bits = 0;
    for (String item : text.split(",", -1)) {
      bits |= item(kind, item);
    }
    return new CronField(bits, !text.startsWith("*"));
  }

  boolean allows(int number) {
    return (bits >>> number & 1) != 0;
  }

  /** The lowest allowed number from here on, or -1. */
  int atOrAfter(int number) {
    long rest = number > 63 ? 0 : bits >>> number << number;
    return rest == 0 ? -1 : Long.numberOfTrailingZeros(rest);
  }

  int first() {
    return Long.numberOfTrailingZeros(bits);
  }

  // A star, a number or a range, and maybe a step. A step behind a number counts on from it.
  private static long item(Kind kind, String item) {
    String[] parts = item.split("/", -1);
    String range = parts[0];
    int step = parts.length == 2 ? number(kind, parts[1], List.of()) : 1;
    String[] ends = range.split("-", -1);
    boolean isStar = range.equals("*");
    if (parts.length > 2 || ends.length > 2 || step < 1) {
      throw wrong(kind, item);
    }
    int from = isStar ? kind.min() : number(kind, ends[0], kind.words());
    int openEnd = isStar || parts.length == 2 ? kind.max() : from;
    int to = ends.length == 2 ? number(kind, ends[1], kind.words()) : openEnd;
    if (from < kind.min() || to > kind.max() || from > to) {
      throw wrong(kind, item);
    }
    long bits = 0;
    for (int n = from; n <= to; n += step) {
      bits |= 1L << n;
    }
    return bits;
  }

  private static int number(Kind kind, String text, List<String> words) {
    int word = words.indexOf(text.toLowerCase(Locale.ROOT));
    if (word >= 0) {
      return kind.min() + word;
    }
    boolean isNumber =
        !text.isEmpty() && text.length() <= 2 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!isNumber) {
      throw wrong(kind, text);
    }
    return Integer.parseInt(text);
  }

  private static IllegalArgumentException wrong(Kind kind, String text) {
    return new IllegalArgumentException(
        "the " + kind.name() + " of a cron expression cannot be \"" + text + "\"");
  }
}
