package io.haulm.tasks.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {

  private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");

  private static List<String> times(String expression, String zone, String after, int count) {
    Cron cron = Cron.of(expression, ZoneId.of(zone));
    List<String> times = new ArrayList<>();
    Instant time = OffsetDateTime.parse(after).toInstant();
    for (int i = 0; i < count; i++) {
      time = cron.next(time);
      times.add(time.atZone(ZoneId.of(zone)).toOffsetDateTime().toString());
    }
    return times;
  }

  @Test
  void dailyRunIsAtTheSameTimeOnTheWall() {
    assertThat(times("0 3 * * *", "Europe/Prague", "2026-10-23T12:00+02:00", 3))
        .containsExactly(
            "2026-10-24T03:00+02:00", "2026-10-25T03:00+01:00", "2026-10-26T03:00+01:00");
  }

  @Test
  void timeThatIsLeftOutRunsWhenTheClocksHaveGoneForward() {
    assertThat(times("30 2 * * *", "Europe/Prague", "2026-03-28T12:00+01:00", 2))
        .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00");
  }

  @Test
  void severalTimesInTheGapRunOnce() {
    assertThat(times("*/15 2 * * *", "Europe/Prague", "2026-03-29T00:00+01:00", 2))
        .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:00+02:00");
  }

  @Test
  void timeThatComesTwiceRunsAtTheFirst() {
    assertThat(times("30 2 * * *", "Europe/Prague", "2026-10-25T00:00+02:00", 2))
        .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
  }

  @Test
  void secondOfTwoEqualHoursRepeatsNothingThatNamesHours() {
    assertThat(times("*/30 1-3 * * *", "Europe/Prague", "2026-10-25T02:10+01:00", 2))
        .containsExactly("2026-10-25T03:00+01:00", "2026-10-25T03:30+01:00");
  }

  @Test
  void everyHourRunsInBothOfTwoEqualHours() {
    assertThat(times("30 * * * *", "Europe/Prague", "2026-10-25T01:00+02:00", 4))
        .containsExactly(
            "2026-10-25T01:30+02:00",
            "2026-10-25T02:30+02:00",
            "2026-10-25T02:30+01:00",
            "2026-10-25T03:30+01:00");
  }

  @Test
  void everyHourLeavesOutWhatDoesNotExist() {
    assertThat(times("30 * * * *", "Europe/Prague", "2026-03-29T01:00+01:00", 2))
        .containsExactly("2026-03-29T01:30+01:00", "2026-03-29T03:30+02:00");
  }

  @Test
  void dayThatBeginsInTheGapBeginsLater() {
    assertThat(times("@daily", "America/Asuncion", "2023-09-30T12:00-04:00", 2))
        .containsExactly("2023-10-01T01:00-03:00", "2023-10-02T00:00-03:00");
  }

  @Test
  void shiftOfHalfAnHourIsKept() {
    assertThat(times("*/20 * * * *", "Australia/Lord_Howe", "2026-04-05T01:30+11:00", 4))
        .containsExactly(
            "2026-04-05T01:40+11:00",
            "2026-04-05T01:40+10:30",
            "2026-04-05T02:00+10:30",
            "2026-04-05T02:20+10:30");
  }

  @Test
  void oneOfTwoDayFieldsIsEnoughWhenBothAreRestricted() {
    assertThat(times("0 0 13 * fri", "UTC", "2026-11-01T00:00Z", 4))
        .containsExactly(
            "2026-11-06T00:00Z", "2026-11-13T00:00Z", "2026-11-20T00:00Z", "2026-11-27T00:00Z");
    assertThat(times("0 0 13 * *", "UTC", "2026-11-01T00:00Z", 1))
        .containsExactly("2026-11-13T00:00Z");
  }

  @Test
  void sundayIsZeroAndSeven() {
    for (String sunday : List.of("0", "7", "sun", "SUN", "5-7")) {
      assertThat(times("0 0 * * " + sunday, "UTC", "2026-11-21T12:00Z", 1))
          .containsExactly("2026-11-22T00:00Z");
    }
  }

  @Test
  void stepsRangesListsAndNames() {
    assertThat(times("5/20 9-17/4 * jan,Mar *", "UTC", "2026-03-31T17:30Z", 3))
        .containsExactly("2026-03-31T17:45Z", "2027-01-01T09:05Z", "2027-01-01T09:25Z");
  }

  @Test
  void sixthFieldInFrontIsSeconds() {
    assertThat(times("*/30 0 12 * * *", "UTC", "2026-01-01T12:00:00.250Z", 2))
        .containsExactly("2026-01-01T12:00:30Z", "2026-01-02T12:00Z");
  }

  @Test
  void leapDayIsFoundEightYearsAway() {
    assertThat(times("0 0 29 2 *", "UTC", "2096-02-29T00:00Z", 1))
        .containsExactly("2104-02-29T00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * *",
        "* * * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * 32 * *",
        "* * * 13 *",
        "* * * * 8",
        "5-3 * * * *",
        "*/0 * * * *",
        "1,,2 * * * *",
        "a * * * *",
        "1-2-3 * * * *",
        "1/2/3 * * * *",
        "-1 * * * *",
        "+1 * * * *",
        "* * * foo *",
        "@never",
        "100 * * * *"
      })
  void nonsenseIsRefused(String expression) {
    assertThatThrownBy(() -> Cron.of(expression, PRAGUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cron expression");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 30 2 *", "0 0 31 4,6,9,11 *"})
  void whatNeverComesTrueIsRefused(String expression) {
    assertThatThrownBy(() -> Cron.of(expression, PRAGUE)).hasMessageContaining("never");
  }

  @Test
  void textIsReadAsTheSameSchedule() {
    Schedule cron = Cron.of(" 0  3 * * mon-fri", PRAGUE);
    assertThat(cron.text()).isEqualTo("cron Europe/Prague 0 3 * * mon-fri");
    assertThat(Schedule.parse(cron.text())).isEqualTo(cron);
    assertThat(Schedule.parse("every PT5M")).isEqualTo(new Interval(Duration.ofMinutes(5)));
    assertThatThrownBy(() -> Schedule.parse("sometimes"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Away from changes of clocks, the next run is what walking minute by minute finds. */
  @Test
  void nextRunIsTheFirstMinuteThatMatchesSeed20261121() {
    Random random = new Random(20261121);
    for (int i = 0; i < 300; i++) {
      int minute = random.nextInt(60);
      int hour = random.nextInt(24);
      int step = 1 + random.nextInt(12);
      String expression = minute + " " + hour % step + "-23/" + step + " * * 1-5";
      Instant after = Instant.ofEpochSecond(1_767_225_600L + random.nextInt(365 * 86_400));
      ZonedDateTime walked = after.atZone(ZoneId.of("UTC")).withSecond(0).plusMinutes(1);
      while (walked.getMinute() != minute
          || walked.getHour() < hour % step
          || (walked.getHour() - hour % step) % step != 0
          || walked.getDayOfWeek().getValue() > 5) {
        walked = walked.plusMinutes(1);
      }
      assertThat(Cron.of(expression, ZoneId.of("UTC")).next(after))
          .as("%s after %s", expression, after)
          .isEqualTo(walked.toInstant());
    }
  }

  @Test
  void timesOnlyGoForwardThroughAYearOfChangesSeed7() {
    Random random = new Random(7);
    for (String zone : List.of("Europe/Prague", "Australia/Lord_Howe", "America/St_Johns")) {
      for (int i = 0; i < 20; i++) {
        String hours = random.nextBoolean() ? "*" : "0-" + random.nextInt(24);
        Cron cron = Cron.of(random.nextInt(60) + "/7 " + hours + " * * *", ZoneId.of(zone));
        Instant time = LocalDateTime.of(2026, 3, 1, 0, 0).atZone(ZoneId.of(zone)).toInstant();
        for (int run = 0; run < 2_000; run++) {
          Instant next = cron.next(time);
          assertThat(next).as("%s after %s", cron, time).isAfter(time);
          assertThat(cron.next(next.minusSeconds(1))).isEqualTo(next);
          time = next;
        }
      }
    }
  }
}
