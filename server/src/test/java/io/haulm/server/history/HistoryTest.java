package io.haulm.server.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final long SECOND = 1000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final SeriesName QUIET = SeriesName.tube("quiet");
  private static final SeriesName BUSY = SeriesName.tube("busy");

  private final FailingDisk disk = new FailingDisk();
  private final List<IOException> troubles = new ArrayList<>();
  private long nowMillis = Pictures.START_MILLIS;
  private History history;

  @BeforeEach
  void open() throws IOException {
    history = open(4);
  }

  @Test
  void aTimeWithoutSamplesIsAGapAndNotAZero() {
    sample(new SeriesSample(Pictures.MAIL, Pictures.moving(5)));
    nowMillis += 3 * SECOND;
    sample(new SeriesSample(Pictures.MAIL, new Figures()));

    List<Optional<Figures>> periods = last(Pictures.MAIL, 3 * SECOND).periods();

    assertThat(periods).hasSize(4);
    assertThat(periods.get(0).orElseThrow().get(Metric.IN)).isEqualTo(5);
    assertThat(periods.get(1)).isEmpty();
    assertThat(periods.get(2)).isEmpty();
    assertThat(periods.get(3).orElseThrow().get(Metric.IN)).isZero();
  }

  @Test
  void aRateIsOverTheTimeThatWasWatched() {
    for (int i = 0; i < 10; i++) {
      sample(new SeriesSample(Pictures.MAIL, Pictures.moving(20)));
      nowMillis += SECOND;
    }

    Figures minute = coarse(Pictures.MAIL, 8 * HOUR).getLast().orElseThrow();

    assertThat(minute.coveredMillis()).isEqualTo(10 * SECOND);
    assertThat(minute.perSecond(Metric.IN)).isEqualTo(20);
  }

  @Test
  void aPeriodKeepsTheHighestLevelAndTheSumOfCounts() {
    sample(new SeriesSample(Pictures.MAIL, Pictures.moving(5).set(Metric.READY, 700)));
    nowMillis += SECOND;
    sample(new SeriesSample(Pictures.MAIL, Pictures.moving(6).set(Metric.READY, 3)));

    Figures minute = coarse(Pictures.MAIL, 8 * HOUR).getLast().orElseThrow();

    assertThat(minute.get(Metric.IN)).isEqualTo(11);
    assertThat(minute.get(Metric.READY)).isEqualTo(700);
  }

  @Test
  void eachTierForgetsWhatIsOlderThanItsRetention() {
    sample(new SeriesSample(Pictures.MAIL, Pictures.moving(1)));
    nowMillis += 90 * DAY - 10 * MINUTE;
    assertThat(coarse(Pictures.MAIL, 90 * DAY).stream().flatMap(Optional::stream)).hasSize(1);

    nowMillis += 5 * HOUR;
    sample(new SeriesSample(Pictures.MAIL, Pictures.moving(1)));

    assertThat(coarse(Pictures.MAIL, 91 * DAY).stream().flatMap(Optional::stream))
        .hasSize(1)
        .allMatch(figures -> figures.get(Metric.IN) == 1);
  }

  @Test
  void tubesWithoutAPlaceAreFoldedIntoOther() {
    sample(
        new SeriesSample(SeriesName.tube("a"), Pictures.moving(1)),
        new SeriesSample(SeriesName.tube("b"), Pictures.moving(2)),
        new SeriesSample(SeriesName.tube("c"), Pictures.moving(4)),
        new SeriesSample(SeriesName.tube("d"), Pictures.moving(8)));

    assertThat(history.has(SeriesName.tube("b"))).isTrue();
    assertThat(history.has(SeriesName.tube("c"))).isFalse();
    Figures other = last(SeriesName.OTHER, 0).periods().getFirst().orElseThrow();
    assertThat(other.get(Metric.IN)).isEqualTo(12);
    assertThat(other.get(Metric.READY)).isEqualTo(2);
  }

  @Test
  void aTubeThatDoesNothingTakesNoPlace() {
    sample(new SeriesSample(SeriesName.tube("idle"), new Figures()));

    assertThat(history.has(SeriesName.tube("idle"))).isFalse();
  }

  @Test
  void aStreamWithoutAPlaceIsNotCountedAmongTubes() {
    sample(
        new SeriesSample(SeriesName.tube("a"), Pictures.moving(1)),
        new SeriesSample(SeriesName.tube("b"), Pictures.moving(2)),
        new SeriesSample(SeriesName.stream(0, "eA"), Pictures.moving(4)));

    assertThat(last(SeriesName.OTHER, 0).periods().getFirst().orElseThrow().get(Metric.IN))
        .isZero();
  }

  @Test
  void aMoreActiveTubeTakesThePlaceOfTheLeastActiveAndBeginsWithoutItsPast() {
    letBusyTakeThePlaceOfQuiet();

    assertThat(history.has(QUIET)).isFalse();
    assertThat(history.has(Pictures.MAIL)).isTrue();
    assertThat(coarse(BUSY, 8 * HOUR).stream().flatMap(Optional::stream)).hasSize(1);
  }

  private void letBusyTakeThePlaceOfQuiet() {
    sample(
        new SeriesSample(Pictures.MAIL, Pictures.moving(1)),
        new SeriesSample(QUIET, Pictures.moving(1)));
    for (int i = 0; i < 61; i++) {
      nowMillis += SECOND;
      sample(
          new SeriesSample(Pictures.MAIL, Pictures.moving(100)),
          new SeriesSample(QUIET, Pictures.moving(0)),
          new SeriesSample(BUSY, Pictures.moving(100)));
    }
  }

  @Test
  void theNewOwnerOfAPlaceIsKnownAfterARestart() throws IOException {
    letBusyTakeThePlaceOfQuiet();

    history.close();
    history = open(4);

    assertThat(history.has(BUSY)).isTrue();
    assertThat(history.has(QUIET)).isFalse();
  }

  @Test
  void aSmallerNumberOfSeriesStillHasThePlacesOfTotalAndOther() throws IOException {
    sample(
        new SeriesSample(SeriesName.TOTAL, Pictures.moving(3)),
        new SeriesSample(Pictures.MAIL, Pictures.moving(1)));
    history.close();

    history = open(2);

    assertThat(history.has(Pictures.MAIL)).isFalse();
    assertThat(coarse(SeriesName.TOTAL, 8 * HOUR).getLast().orElseThrow().get(Metric.IN))
        .isEqualTo(3);
  }

  @Test
  void marksSurviveARestartAndTheOldestGoFirst() throws IOException {
    for (int i = 0; i < Layout.MARKS_MAX + 1; i++) {
      history.mark(new Mark(nowMillis + i, "deploy " + i));
    }
    history.close();
    history = open(4);

    List<Mark> marks = history.marks(0, Long.MAX_VALUE);

    assertThat(marks).hasSize(Layout.MARKS_MAX);
    assertThat(marks.getFirst().text()).isEqualTo("deploy 1");
    assertThat(marks.getLast().text()).isEqualTo("deploy 256");
    assertThat(history.marks(nowMillis + 7, nowMillis + 8)).hasSize(2);
  }

  @Test
  void aDiskThatRefusesIsToldOnceAndCostsOnlyWhatItRefused() {
    minuteOfSamples();
    disk.refuses = true;
    minuteOfSamples();
    minuteOfSamples();
    disk.refuses = false;
    minuteOfSamples();
    minuteOfSamples();

    assertThat(troubles).hasSize(1);
    List<Optional<Figures>> minutes = coarse(Pictures.MAIL, 8 * HOUR);
    // The first minute's row was due when the disk refused; the third one's was not.
    assertThat(minutes.subList(minutes.size() - 5, minutes.size()).stream())
        .extracting(Optional::isPresent)
        .containsExactly(false, false, true, true, true);
    assertThat(last(Pictures.MAIL, 4 * MINUTE).periods().stream().limit(200))
        .allMatch(Optional::isPresent);
  }

  @Test
  void aSecondTroubleAfterARecoveryIsToldAgain() {
    disk.refuses = true;
    minuteOfSamples();
    disk.refuses = false;
    minuteOfSamples();
    minuteOfSamples();
    disk.refuses = true;
    minuteOfSamples();

    assertThat(troubles).hasSize(2);
  }

  @Test
  void morePointsThanTheLimitAreRefused() {
    assertThat(last(Pictures.MAIL, DAY).periods()).hasSizeLessThanOrEqualTo(History.POINTS_MAX);
    assertThatThrownBy(
            () -> history.curve(Pictures.MAIL, nowMillis, 0, nowMillis, History.POINTS_MAX + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void moreSeriesThanTheLimitAreRefused() {
    assertThat(new HistoryOptions(HistoryOptions.SERIES_MAX).seriesMax()).isEqualTo(1024);
    assertThatThrownBy(() -> new HistoryOptions(HistoryOptions.SERIES_MAX + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void seriesNamesAreReadAsTheyAreWritten() {
    List<SeriesName> names =
        List.of(
            SeriesName.TOTAL,
            SeriesName.OTHER,
            SeriesName.tube("total"),
            SeriesName.tube("a:b"),
            SeriesName.stream(3, "bWFpbA"));
    for (SeriesName name : names) {
      assertThat(SeriesName.parse(name.toString())).contains(name);
    }
    assertThat(SeriesName.parse("tube:")).isEmpty();
    assertThat(SeriesName.parse("everything")).isEmpty();
    assertThat(SeriesName.parse("tube:" + "x".repeat(SeriesName.NAME_BYTES_MAX + 1))).isEmpty();
  }

  private void minuteOfSamples() {
    for (int i = 0; i < 60; i++) {
      sample(new SeriesSample(Pictures.MAIL, Pictures.moving(1)));
      nowMillis += SECOND;
    }
  }

  private void sample(SeriesSample... samples) {
    history.sample(nowMillis, SECOND, List.of(samples));
  }

  private Curve last(SeriesName name, long millis) {
    return history.curve(name, nowMillis, nowMillis - millis, nowMillis, History.POINTS_MAX);
  }

  private List<Optional<Figures>> coarse(SeriesName name, long millis) {
    return last(name, millis).periods();
  }

  private History open(int seriesMax) throws IOException {
    return History.open(disk, new HistoryOptions(seriesMax), nowMillis, troubles::add);
  }
}
