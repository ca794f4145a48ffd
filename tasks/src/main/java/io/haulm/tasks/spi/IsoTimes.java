package io.haulm.tasks.spi;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Times as ISO 8601 text. A time without an offset is taken as UTC, which is what Celery means by
 * it.
 */
public final class IsoTimes {

  private static final int YEAR_MAX = 9999;

  private IsoTimes() {}

  /**
   * Reads a point in time.
   *
   * @throws DateTimeException when it is none, or beyond the year 9999
   */
  public static Instant instant(String text) {
    OffsetDateTime time = offsetDateTime(text);
    if (time.getYear() > YEAR_MAX || time.getYear() < -YEAR_MAX) {
      throw new DateTimeException("a year has four digits: " + text);
    }
    return time.toInstant();
  }

  /** Reads a time with its offset. */
  public static OffsetDateTime offsetDateTime(String text) {
    return hasOffset(text)
        ? OffsetDateTime.parse(text)
        : LocalDateTime.parse(text).atOffset(ZoneOffset.UTC);
  }

  /** Reads a time on the wall, dropping its offset. */
  public static LocalDateTime localDateTime(String text) {
    return hasOffset(text)
        ? OffsetDateTime.parse(text).toLocalDateTime()
        : LocalDateTime.parse(text);
  }

  private static boolean hasOffset(String text) {
    int time = text.indexOf('T');
    return time >= 0
        && (text.endsWith("Z") || text.indexOf('+', time) > 0 || text.indexOf('-', time) > 0);
  }

  /** Writes a point in time as Python does: microseconds, and the offset in digits. */
  public static String text(Instant time) {
    return PYTHON.format(time.atOffset(ZoneOffset.UTC));
  }

  private static final DateTimeFormatter PYTHON =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx");
}
