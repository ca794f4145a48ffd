package io.haulm.server.monitor;

import static io.haulm.server.monitor.Samples.NOW_MILLIS;
import static io.haulm.server.monitor.Samples.tube;
import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.stream.StreamFigures;
import io.haulm.engine.keyspace.stream.StreamFigures.GroupFigures;
import io.haulm.server.monitor.Attention.Kind;
import io.haulm.server.monitor.Attention.Severity;
import io.haulm.server.monitor.TubeStatus.Trend;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AttentionRulesTest {
  private static final long MINUTE = 60_000;
  private static final Trend STILL = new Trend(0, 0, 0);

  @Test
  void aHealthyServerNeedsNoAttention() {
    assertThat(find(tube("mail").ready(5, NOW_MILLIS - 1000).status())).isEmpty();
  }

  @Test
  void aJobOlderThanTheLimitIsToldWithItsAgeAndWhenTheTubeWillBeEmpty() {
    Attention found =
        only(tube("mail").ready(600, NOW_MILLIS - 6 * MINUTE).status(new Trend(1, 4, 0)));

    assertThat(found.kind()).isEqualTo(Kind.OLDEST);
    assertThat(found.severity()).isEqualTo(Severity.WARN);
    assertThat(found.subject()).isEqualTo("mail");
    assertThat(found.numbers())
        .containsEntry("ageMillis", 6 * MINUTE)
        .containsEntry("limitMillis", 5 * MINUTE)
        .containsEntry("drainMillis", 200_000L);
  }

  @Test
  void aTubeThatWillNeverBeEmptyHasNoForecast() {
    Attention found =
        only(tube("mail").ready(600, NOW_MILLIS - 6 * MINUTE).status(new Trend(4, 4, 0)));

    assertThat(found.numbers()).doesNotContainKey("drainMillis");
  }

  @Test
  void aJobExactlyAtTheLimitIsStillFine() {
    assertThat(find(tube("mail").ready(1, NOW_MILLIS - 5 * MINUTE).status())).isEmpty();
    assertThat(find(tube("mail").ready(1, NOW_MILLIS - 5 * MINUTE - 1).status())).hasSize(1);
  }

  @Test
  void threeTimesTheLimitIsBad() {
    assertThat(only(tube("mail").ready(1, NOW_MILLIS - 16 * MINUTE).status()).severity())
        .isEqualTo(Severity.BAD);
  }

  @Test
  void readyJobsThatNobodyWatchesHaveNoWorkersRatherThanAnOldJob() {
    Attention found = only(tube("mail").ready(5, NOW_MILLIS - 60 * MINUTE).watching(0).status());

    assertThat(found.kind()).isEqualTo(Kind.NO_WORKERS);
    assertThat(found.severity()).isEqualTo(Severity.BAD);
  }

  @Test
  void aWorkerMayTakeAMomentToComeBack() {
    assertThat(find(tube("mail").ready(5, NOW_MILLIS - 29_000).watching(0).status())).isEmpty();
  }

  @Test
  void moreInThanOutWithABacklogIsFallingBehind() {
    Trend behind = new Trend(20, 10, 0);

    assertThat(only(tube("mail").ready(661, NOW_MILLIS - 1000).status(behind)).kind())
        .isEqualTo(Kind.FALLING_BEHIND);
    assertThat(find(tube("mail").ready(660, NOW_MILLIS - 1000).status(behind))).isEmpty();
    assertThat(find(tube("mail").ready(661, NOW_MILLIS - 1000).status(new Trend(11, 10, 0))))
        .isEmpty();
  }

  @Test
  void manyBuriedJobsAreAFailureAndBadWhenTheyAreTheMost() {
    Trend some = new Trend(5, 5, 0.2);
    Trend most = new Trend(5, 1, 4);

    assertThat(only(tube("mail").buried(9).status(some)).severity()).isEqualTo(Severity.WARN);
    assertThat(only(tube("mail").buried(9).status(most)).severity()).isEqualTo(Severity.BAD);
    assertThat(only(tube("mail").buried(9).status(some)).kind()).isEqualTo(Kind.FAILURES);
    assertThat(find(tube("mail").buried(9).status(new Trend(5, 5, 0.1)))).isEmpty();
  }

  @Test
  void aLongPauseIsToldAndHidesTheAgeOfTheJobsThatWaitForIt() {
    TubeStatus paused =
        tube("mail")
            .ready(3, NOW_MILLIS - 90 * MINUTE)
            .paused(120 * MINUTE, NOW_MILLIS + 30 * MINUTE)
            .status();

    Attention found = only(paused);

    assertThat(found.kind()).isEqualTo(Kind.PAUSED);
    assertThat(found.numbers())
        .containsEntry("pausedMillis", 90 * MINUTE)
        .containsEntry("leftMillis", 30 * MINUTE);
  }

  @Test
  void aGroupFarBehindItsStreamIsTold() {
    GroupFigures group = new GroupFigures(new byte[] {'g'}, 1, 5, 10_001, 0);
    StreamFigures figures = new StreamFigures(0, new byte[] {'s'}, 20_000, 20_000, List.of(group));

    List<Attention> found =
        AttentionRules.find(
            List.of(),
            List.of(new StreamStatus(figures, 0)),
            Samples.PROCESS,
            _ -> AlertLimits.DEFAULT);

    assertThat(found).extracting(Attention::kind).containsExactly(Kind.STREAM_LAG);
    assertThat(found.getFirst().subject()).isEqualTo("0:cw");
  }

  @Test
  void aDiskThatIsNearlyFullIsToldAndAnUnknownOneIsNot() {
    assertThat(withUsableBytes((1L << 30) - 1))
        .extracting(Attention::severity)
        .containsExactly(Severity.WARN);
    assertThat(withUsableBytes(1 << 20))
        .extracting(Attention::severity)
        .containsExactly(Severity.BAD);
    assertThat(withUsableBytes(1L << 30)).isEmpty();
    assertThat(withUsableBytes(ProcessReader.UNKNOWN)).isEmpty();
  }

  @Test
  void aLimitThatIsSetCountsInsteadOfTheUsualOne() {
    Trend behind = new Trend(20, 10, 0);

    assertThat(
            find(
                limit(AlertLimit.OLDEST_READY_MILLIS, 500),
                tube("a").ready(1, NOW_MILLIS - 501).status()))
        .hasSize(1);
    assertThat(
            find(
                limit(AlertLimit.UNATTENDED_MILLIS, 500),
                tube("a").ready(1, NOW_MILLIS - 501).watching(0).status()))
        .hasSize(1);
    assertThat(
            find(
                limit(AlertLimit.BACKLOG_MILLIS, 10_000),
                tube("a").ready(161, NOW_MILLIS).status(behind)))
        .hasSize(1);
    assertThat(
            find(
                limit(AlertLimit.BACKLOG_MILLIS, 10_000),
                tube("a").ready(160, NOW_MILLIS).status(behind)))
        .isEmpty();
    assertThat(
            find(limit(AlertLimit.BURIED_PER_MINUTE, 1), tube("a").status(new Trend(5, 5, 0.02))))
        .hasSize(1);
    assertThat(
            find(
                limit(AlertLimit.PAUSED_MILLIS, 999),
                tube("a").paused(MINUTE, NOW_MILLIS + MINUTE - 1000).status()))
        .hasSize(1);
  }

  @Test
  void aLimitOfZeroIsNone() {
    AlertLimits none =
        new AlertLimits(
            Arrays.stream(AlertLimit.values()).collect(Collectors.toMap(limit -> limit, _ -> 0L)));
    GroupFigures group = new GroupFigures(new byte[] {'g'}, 1, 5, 90_001, 0);
    StreamFigures stream = new StreamFigures(0, new byte[] {'s'}, 90_001, 90_001, List.of(group));

    List<Attention> found =
        AttentionRules.find(
            List.of(
                tube("a").ready(5, NOW_MILLIS - 600 * MINUTE).status(new Trend(99, 1, 9)),
                tube("b").ready(5, NOW_MILLIS - 600 * MINUTE).watching(0).status(),
                tube("c").paused(900 * MINUTE, NOW_MILLIS + MINUTE).status()),
            List.of(new StreamStatus(stream, 0)),
            process(1),
            _ -> none);

    assertThat(found).isEmpty();
  }

  @Test
  void theWorstComesFirst() {
    List<Attention> found =
        find(
            tube("a").ready(1, NOW_MILLIS - 6 * MINUTE).status(STILL),
            tube("b").ready(1, NOW_MILLIS - 7 * MINUTE).status(STILL),
            tube("c").ready(1, NOW_MILLIS - 60 * MINUTE).status(STILL),
            tube("d").ready(1, NOW_MILLIS - MINUTE).watching(0).status(STILL));

    assertThat(found).extracting(Attention::subject).containsExactly("d", "c", "b", "a");
  }

  private static List<Attention> withUsableBytes(long bytes) {
    return AttentionRules.find(List.of(), List.of(), process(bytes), _ -> AlertLimits.DEFAULT);
  }

  private static ProcessFigures process(long usableBytes) {
    return new ProcessFigures(0, 0, 0, 0, 0, usableBytes, 0, new long[0], 0, 0, 0, 0, 0, 0, 0, 0);
  }

  private static AlertLimits limit(AlertLimit limit, long value) {
    return new AlertLimits(Map.of(limit, value)).over(AlertLimits.DEFAULT);
  }

  private static List<Attention> find(AlertLimits limits, TubeStatus tube) {
    return AttentionRules.find(List.of(tube), List.of(), Samples.PROCESS, _ -> limits);
  }

  private static Attention only(TubeStatus tube) {
    List<Attention> found = find(tube);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static List<Attention> find(TubeStatus... tubes) {
    return AttentionRules.find(
        List.of(tubes), List.of(), Samples.PROCESS, _ -> AlertLimits.DEFAULT);
  }
}
