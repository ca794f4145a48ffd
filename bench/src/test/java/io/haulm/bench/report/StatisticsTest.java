package io.haulm.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void theMedianOfAnOddNumberIsTheMiddleOne() {
    assertThat(Statistics.of(List.of(9.0, 1.0, 5.0))).isEqualTo(new Statistics(5, 1, 9));
  }

  @Test
  void theMedianOfAnEvenNumberLiesBetweenTheMiddleOnes() {
    assertThat(Statistics.of(List.of(9.0, 1.0, 5.0, 6.0))).isEqualTo(new Statistics(5.5, 1, 9));
  }

  @Test
  void oneDisturbedRoundDoesNotMoveTheMedian() {
    assertThat(Statistics.of(List.of(100.0, 101.0, 3.0, 99.0, 100.0)).median()).isEqualTo(100);
  }

  @Test
  void thereIsNoMedianOfNothing() {
    assertThatThrownBy(() -> Statistics.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRatioIsThatOfTheMediansWithTheExtremesOfThePairs() {
    Statistics ratio = Statistics.ratio(List.of(20.0, 30.0, 10.0), List.of(10.0, 10.0, 10.0));
    assertThat(ratio).isEqualTo(new Statistics(2, 1, 3));
  }

  @Test
  void roundsWithoutAPartnerDoNotWidenTheSpread() {
    Statistics ratio = Statistics.ratio(List.of(20.0, 20.0, 90.0), List.of(10.0));
    assertThat(ratio).isEqualTo(new Statistics(2, 2, 2));
  }

  @Test
  void aWantedRatioIsReachedExactly() {
    assertThat(new Wanted.AtLeast(1.2).isReachedBy(1.2)).isTrue();
    assertThat(new Wanted.AtLeast(1.2).isReachedBy(1.19)).isFalse();
    assertThat(new Wanted.AtMost(1.0).isReachedBy(1.0)).isTrue();
    assertThat(new Wanted.AtMost(1.0).isReachedBy(1.01)).isFalse();
  }
}
