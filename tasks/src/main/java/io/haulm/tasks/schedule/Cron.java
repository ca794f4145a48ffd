package io.haulm.tasks.schedule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as cron has it, in a time zone: minute, hour, day of month, month, day of week, with
 * seconds before them if there are six fields. A field is {@code *}, a number, a range {@code 1-5},
 * any of them with a step {@code /2}, or a list of these; months and days of the week have English
 * names too. {@code @hourly}, {@code @daily}, {@code @weekly}, {@code @monthly} and {@code @yearly}
 * stand for whole expressions.
 *
 * <p>If both the day of month and the day of week are restricted, a day needs to match only one of
 * them, as in crontab(5).
 *
 * <p>When clocks change: a schedule that names hours runs once in each of them. If its time is left
 * out that day, it runs when the clocks have gone forward; if its time comes twice, it runs at the
 * first. A schedule that allows every hour follows the hours as they pass: it leaves out what does
 * not exist and runs in both of two equal hours.
 */
public final class Cron implements Schedule {

  private static final Map<String, String> MACROS =
      Map.of(
          "@hourly", "0 * * * *",
          "@daily", "0 0 * * *",
          "@weekly", "0 0 * * 0",
          "@monthly", "0 0 1 * *",
          "@yearly", "0 0 1 1 *");

  // A 29 February may be 8 years away (1896 to 1904, 2096 to 2104); nothing is further.
  private static final int YEARS_MAX = 9;

  private static final long ALL_HOURS = (1L << 24) - 1;

  private final String expression;
  private final ZoneId zone;
  private final CronField second;
  private final CronField minute;
  private final CronField hour;
  private final CronField day;
  private final CronField month;
  private final CronField weekday;

  private Cron(String expression, String[] fields, ZoneId zone) {
    this.expression = expression;
    this.zone = zone;
    this.second = CronField.parse(CronField.Kind.SECOND, fields[0]);
    this.minute = CronField.parse(CronField.Kind.MINUTE, fields[1]);
    this.hour = CronField.parse(CronField.Kind.HOUR, fields[2]);
    this.day = CronField.parse(CronField.Kind.DAY, fields[3]);
    this.month = CronField.parse(CronField.Kind.MONTH, fields[4]);
    this.weekday = CronField.parse(CronField.Kind.WEEKDAY, fields[5]);
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException when it is none, or when it never comes true, as on 30
   *     February
   */
  public static Cron of(String expression, ZoneId zone) {
    String plain = MACROS.getOrDefault(expression, expression).trim().replaceAll("\\s+", " ");
    String[] fields = plain.split(" ");
    if (fields.length == 5) {
      fields = ("0 " + plain).split(" ");
    }
    if (fields.length != 6) {
      throw new IllegalArgumentException(
          "a cron expression has five or six fields: \"" + expression + "\"");
    }
    Cron cron = new Cron(plain, fields, zone);
    if (cron.localAfter(LocalDateTime.of(2000, 1, 1, 0, 0)) == null) {
      throw new IllegalArgumentException("it never comes true: \"" + expression + "\"");
    }
    return cron;
  }

  @Override
  public Instant next(Instant after) {
    return hour.bits() == ALL_HOURS ? nextAsHoursPass(after) : nextOnTheWall(after);
  }

  @Override
  public String text() {
    return "cron " + zone + " " + expression;
  }

  // What a time on the wall means never goes back as the time on the wall goes forward, so the
  // first that lies after is the one.
  private Instant nextOnTheWall(Instant after) {
    LocalDateTime wall = LocalDateTime.ofInstant(after, zone);
    while (true) {
      wall = mustExist(localAfter(wall));
      Instant meant = meant(wall);
      if (meant.isAfter(after)) {
        return meant;
      }
    }
  }

  private Instant meant(LocalDateTime wall) {
    ZoneOffsetTransition change = zone.getRules().getTransition(wall);
    if (change == null) {
      return wall.toInstant(zone.getRules().getOffset(wall));
    }
    return change.isGap() ? change.getInstant() : wall.toInstant(change.getOffsetBefore());
  }

  private Instant nextAsHoursPass(Instant after) {
    ZoneRules rules = zone.getRules();
    ZoneOffset offset = rules.getOffset(after);
    LocalDateTime from = LocalDateTime.ofEpochSecond(after.getEpochSecond(), 0, offset);
    ZoneOffsetTransition change = rules.nextTransition(after);
    while (true) {
      Instant found = mustExist(localAfter(from)).toInstant(offset);
      if (change == null || found.isBefore(change.getInstant())) {
        return found;
      }
      offset = change.getOffsetAfter();
      from = change.getDateTimeAfter().minusSeconds(1);
      change = rules.nextTransition(change.getInstant());
    }
  }

  private LocalDateTime mustExist(@Nullable LocalDateTime time) {
    if (time == null) {
      throw new DateTimeException("no further time for " + text());
    }
    return time;
  }

  /** The first matching time on the wall after this one, as if clocks never changed. */
  private @Nullable LocalDateTime localAfter(LocalDateTime after) {
    LocalDateTime start = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    LocalDate end = start.toLocalDate().plusYears(YEARS_MAX);
    LocalDate date = start.toLocalDate();
    LocalTime earliest = start.toLocalTime();
    while (date.isBefore(end)) {
      LocalTime time = isDay(date) ? timeAtOrAfter(earliest) : null;
      if (time != null) {
        return date.atTime(time);
      }
      boolean isMonth = month.allows(date.getMonthValue());
      date = isMonth ? date.plusDays(1) : date.withDayOfMonth(1).plusMonths(1);
      earliest = LocalTime.MIDNIGHT;
    }
    return null;
  }

  private boolean isDay(LocalDate date) {
    if (!month.allows(date.getMonthValue())) {
      return false;
    }
    int number = date.getDayOfWeek().getValue();
    boolean isWeekday = weekday.allows(number) || (number == 7 && weekday.allows(0));
    boolean isDayOfMonth = day.allows(date.getDayOfMonth());
    boolean oneIsEnough = day.isRestricted() && weekday.isRestricted();
    return oneIsEnough ? isDayOfMonth || isWeekday : isDayOfMonth && isWeekday;
  }

  private @Nullable LocalTime timeAtOrAfter(LocalTime earliest) {
    int sameSecond = second.atOrAfter(earliest.getSecond());
    boolean isSameMinute =
        sameSecond >= 0 && minute.allows(earliest.getMinute()) && hour.allows(earliest.getHour());
    if (isSameMinute) {
      return earliest.withSecond(sameSecond);
    }
    int sameHour = minute.atOrAfter(earliest.getMinute() + 1);
    if (sameHour >= 0 && hour.allows(earliest.getHour())) {
      return LocalTime.of(earliest.getHour(), sameHour, second.first());
    }
    int later = hour.atOrAfter(earliest.getHour() + 1);
    return later < 0 ? null : LocalTime.of(later, minute.first(), second.first());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Cron cron && cron.text().equals(text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
