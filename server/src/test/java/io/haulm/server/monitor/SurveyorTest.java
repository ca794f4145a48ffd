package io.haulm.server.monitor;

import static io.haulm.server.monitor.Samples.NOW_MILLIS;
import static io.haulm.server.monitor.Samples.raw;
import static io.haulm.server.monitor.Samples.tube;
import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.stream.StreamFigures;
import io.haulm.engine.keyspace.stream.StreamFigures.GroupFigures;
import io.haulm.server.history.Figures;
import io.haulm.server.history.Metric;
import io.haulm.server.history.SeriesName;
import io.haulm.server.history.SeriesSample;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SurveyorTest {
  private final Surveyor surveyor = new Surveyor(_ -> AlertLimits.DEFAULT);

  @Test
  void whatHappenedBeforeTheFirstLookIsNotCounted() {
    Snapshot first =
        surveyor.survey(NOW_MILLIS, raw(1000, tube("mail").moved(1000, 400).figures()));

    assertThat(first.sequence()).isEqualTo(1);
    assertThat(first.totals().inPerSecond()).isZero();
    assertThat(tubeOf(first).inPerSecond()).isZero();
    assertThat(tubeOf(first).waits()).isEmpty();
  }

  @Test
  void ratesAreTheMeanOfTheLastFiveSeconds() {
    Snapshot last = surveyor.survey(NOW_MILLIS, raw(0, tube("mail").figures()));
    for (int second = 1; second <= 10; second++) {
      var mail = tube("mail").moved(second * 30L, second * 10L).ready(second * 20L, NOW_MILLIS);
      last = surveyor.survey(NOW_MILLIS + second * 1000L, raw(second * 30L, mail.figures()));
    }

    assertThat(tubeOf(last).inPerSecond()).isEqualTo(30);
    assertThat(tubeOf(last).outPerSecond()).isEqualTo(10);
    assertThat(last.totals().inPerSecond()).isEqualTo(30);
    assertThat(last.totals().outPerSecond()).isEqualTo(10);
  }

  @Test
  void theAgeOfTheOldestReadyJobCountsFromWhenItBecameReady() {
    Snapshot snapshot =
        surveyor.survey(NOW_MILLIS, raw(1, tube("mail").ready(1, NOW_MILLIS - 7000).figures()));

    assertThat(tubeOf(snapshot).oldestReadyMillis()).isEqualTo(7000);
    assertThat(snapshot.totals().oldestReadyMillis()).isEqualTo(7000);
  }

  @Test
  void aTubeThatCameIntoBeingSinceTheLastLookCountsFromTheBegin() {
    surveyor.survey(NOW_MILLIS, raw(0));
    surveyor.survey(NOW_MILLIS + 1000, raw(8, tube("new").moved(8, 3).ready(5, 1).figures()));

    Figures done = done(SeriesName.tube("new"));

    assertThat(done.get(Metric.IN)).isEqualTo(8);
    assertThat(done.get(Metric.OUT)).isEqualTo(3);
  }

  @Test
  void aTubeThatVanishedAndCameBackCountsFromZeroAgain() {
    surveyor.survey(NOW_MILLIS, raw(100, tube("mail").moved(100, 100).figures()));
    surveyor.survey(NOW_MILLIS + 1000, raw(103, tube("mail").moved(3, 1).ready(2, 1).figures()));

    assertThat(done(SeriesName.tube("mail")).get(Metric.IN)).isEqualTo(3);
    assertThat(done(SeriesName.tube("mail")).get(Metric.OUT)).isEqualTo(1);
  }

  @Test
  void theTotalAlsoCountsJobsOfTubesThatCameAndWentBetweenTwoLooks() {
    surveyor.survey(NOW_MILLIS, raw(0, tube("mail").ready(0, 0).figures()));
    surveyor.survey(NOW_MILLIS + 1000, raw(50, tube("mail").figures()));

    assertThat(done(SeriesName.TOTAL).get(Metric.IN)).isEqualTo(50);
    assertThat(done(SeriesName.TOTAL).get(Metric.OUT)).isEqualTo(50);
  }

  @Test
  void waitsAreWhatTheHistogramGainedSinceTheLastLook() {
    surveyor.survey(NOW_MILLIS, raw(0, tube("mail").waits(5, 5, 5).figures()));
    Snapshot snapshot =
        surveyor.survey(NOW_MILLIS + 1000, raw(0, tube("mail").waits(5, 5, 5, 4).figures()));

    Figures done = done(SeriesName.tube("mail"));
    assertThat(done.waits(0)).isZero();
    assertThat(done.waits(3)).isEqualTo(4);
    assertThat(done(SeriesName.TOTAL).waits(3)).isEqualTo(4);
    assertThat(tubeOf(snapshot).waits().orElseThrow().p50()).isEqualTo(6);
  }

  @Test
  void waitsAreForgottenAfterSomeMinutes() {
    surveyor.survey(NOW_MILLIS, raw(0, tube("mail").figures()));
    for (int second = 1; second < 600; second++) {
      Snapshot snapshot =
          surveyor.survey(NOW_MILLIS + second * 1000L, raw(0, tube("mail").waits(0, 1).figures()));
      assertThat(tubeOf(snapshot).waits().isPresent()).isEqualTo(second < 181);
    }
  }

  @Test
  void aTubeThatIsNamedTwiceIsCountedOnce() {
    surveyor.survey(NOW_MILLIS, raw(0, tube("mail").figures()));
    surveyor.survey(
        NOW_MILLIS + 1000,
        raw(9, tube("mail").moved(9, 0).figures(), tube("mail").moved(9, 0).figures()));

    assertThat(done(SeriesName.tube("mail")).get(Metric.IN)).isEqualTo(9);
  }

  @Test
  void streamsHaveALengthALagAndARate() {
    surveyor.survey(NOW_MILLIS, streams(100, 10));
    Snapshot snapshot = surveyor.survey(NOW_MILLIS + 1000, streams(140, 20));

    StreamStatus stream = snapshot.streams().getFirst();
    assertThat(stream.inPerSecond()).isEqualTo(20);
    assertThat(stream.lagMax()).isEqualTo(20);
    Figures done = done(SeriesName.stream(2, stream.key64()));
    assertThat(done.get(Metric.IN)).isEqualTo(40);
    assertThat(done.get(Metric.LENGTH)).isEqualTo(90);
    assertThat(done.get(Metric.LAG)).isEqualTo(20);
    assertThat(done.get(Metric.PENDING)).isEqualTo(5);
  }

  @Test
  void onlyWhatMattersIsNews() {
    TubeStatus before = tube("mail").ready(1, NOW_MILLIS - 100_000).status();

    assertThat(tube("mail").ready(1, NOW_MILLIS - 101_000).status().isNewsAfter(before)).isFalse();
    assertThat(tube("mail").ready(1, NOW_MILLIS - 110_000).status().isNewsAfter(before)).isTrue();
    assertThat(tube("mail").ready(2, NOW_MILLIS - 100_000).status().isNewsAfter(before)).isTrue();
    assertThat(tube("mail").ready(1, NOW_MILLIS - 100_000).watching(4).status().isNewsAfter(before))
        .isTrue();
  }

  @Test
  void tubesThatWereNotLookedAtAreAsTheyWereAndCountForTheWholeTimeLater() {
    surveyor.survey(NOW_MILLIS, raw(0, tube("mail").figures()));
    Snapshot between =
        surveyor.survey(
            NOW_MILLIS + 1000,
            new Surveyor.Raw(Optional.empty(), List.of(), Samples.engine(30), Samples.PROCESS));
    Snapshot after =
        surveyor.survey(NOW_MILLIS + 2000, raw(60, tube("mail").moved(60, 0).figures()));

    assertThat(between.totals().tubes()).isEqualTo(1);
    assertThat(between.totals().inPerSecond()).isEqualTo(15);
    assertThat(tubeOf(between).inPerSecond()).isZero();
    assertThat(tubeOf(after).inPerSecond()).isEqualTo(20);
    assertThat(done(SeriesName.tube("mail")).get(Metric.IN)).isEqualTo(60);
    assertThat(surveyor.tubesCoveredMillis()).isEqualTo(2000);
  }

  @Test
  void manyTubesAreLookedAtLessOften() {
    assertThat(Monitor.turnsBetween(Monitor.TUBES_PER_TURN - 1)).isZero();
    assertThat(Monitor.turnsBetween(50_000)).isEqualTo(12);
    assertThat(Monitor.turnsBetween(10_000_000)).isEqualTo(Monitor.TURNS_BETWEEN_MAX);
  }

  private static Surveyor.Raw streams(long added, long lag) {
    GroupFigures group = new GroupFigures(new byte[] {'g'}, 1, 5, lag, 0);
    GroupFigures other = new GroupFigures(new byte[] {'h'}, 1, 0, 0, 0);
    return new Surveyor.Raw(
        Optional.of(List.of()),
        List.of(new StreamFigures(2, new byte[] {'s'}, 90, added, List.of(group, other))),
        Samples.engine(0),
        Samples.PROCESS);
  }

  private static TubeStatus tubeOf(Snapshot snapshot) {
    return snapshot.tube("mail").orElseThrow();
  }

  private Figures done(SeriesName name) {
    return Stream.concat(surveyor.samples().stream(), surveyor.tubeSamples().stream())
        .filter(sample -> sample.name().equals(name))
        .map(SeriesSample::figures)
        .findFirst()
        .orElseThrow();
  }
}
