package io.haulm.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTableTest {
  private static final Comparison TWICE_AS_FAST =
      new Comparison("haulm", "beanstalkd", Metric.COMMANDS_PER_SECOND, new Wanted.AtLeast(2));

  private static Sample rate(double perSecond) {
    return new Sample(Map.of(Metric.COMMANDS_PER_SECOND, perSecond));
  }

  private static LoadResult result(List<Sample> beanstalkd, List<Sample> haulm) {
    Map<String, List<Sample>> samples = new LinkedHashMap<>();
    samples.put("beanstalkd", beanstalkd);
    samples.put("haulm", haulm);
    return new LoadResult("cycle", "a load", samples, List.of(TWICE_AS_FAST));
  }

  @Test
  void aReachedRatioIsShownBesideTheWantedOne() {
    LoadResult result =
        result(List.of(rate(1_000), rate(1_100)), List.of(rate(3_000), rate(3_300)));
    assertThat(ResultTable.of(result))
        .contains("1,050 (1,000-1,100)")
        .contains("reached  ops/s")
        .contains("3.00 (3.00-3.00)  wanted >= 2.00");
  }

  @Test
  void aMissedRatioIsCalledMissed() {
    LoadResult result = result(List.of(rate(1_000)), List.of(rate(1_999)));
    assertThat(ResultTable.summary(List.of(result))).contains("MISSED");
  }

  @Test
  void aContenderThatDidNotRunIsNotCompared() {
    assertThat(result(List.of(), List.of(rate(1))).outcomes()).isEmpty();
  }

  @Test
  void figuresThatALoadDoesNotYieldTakeNoLine() {
    LoadResult result = result(List.of(rate(1)), List.of(rate(2)));
    assertThat(ResultTable.of(result)).doesNotContain(Metric.RESTART_MILLIS.title());
  }
}
