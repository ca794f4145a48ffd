package io.haulm.server.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes in bytes as people write them: {@code 65535}, {@code 64k}, {@code 1m}, {@code 2g}. */
public final class Sizes {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,18})([kKmMgGtT]?)[bB]?");
  private static final String UNITS = "kmgt";
  private static final int BITS_PER_UNIT = 10;

  private Sizes() {}

  /**
   * Reads a size; {@code k}, {@code m}, {@code g} and {@code t} are powers of 1024.
   *
   * @param min smallest value allowed, in bytes
   * @param max largest value allowed, in bytes
   */
  public static long parse(String text, long min, long max) throws InvalidValueException {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw new InvalidValueException("must be a number of bytes such as 65535, 64k or 1m");
    }
    String unit = matcher.group(2).toLowerCase(Locale.ROOT);
    int shift = unit.isEmpty() ? 0 : (UNITS.indexOf(unit) + 1) * BITS_PER_UNIT;
    long number = Long.parseLong(matcher.group(1));
    boolean tooLarge = number > Long.MAX_VALUE >> shift;
    if (tooLarge || number << shift < min || number << shift > max) {
      throw new InvalidValueException("must be from " + format(min) + " to " + format(max));
    }
    return number << shift;
  }

  /** Writes a size with the largest unit that shows it exactly. */
  public static String format(long bytes) {
    int unit = 0;
    long number = bytes;
    while (unit < UNITS.length() && number != 0 && number % (1 << BITS_PER_UNIT) == 0) {
      number >>= BITS_PER_UNIT;
      unit++;
    }
    return unit == 0 ? Long.toString(number) : number + UNITS.substring(unit - 1, unit);
  }
}
