package io.haulm.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShowTest {
  @ParameterizedTest
  @CsvSource({"0,–", "7,7", "99999,99999", "100000,100k", "1500000,1.5M", "999999999,1.0G"})
  void countsTakeSixPlacesAtMost(long count, String text) {
    assertThat(Show.count(count)).isEqualTo(text).hasSizeLessThanOrEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({
    "0,–",
    "400,<1s",
    "16000,16s",
    "119999,119s",
    "120000,2m",
    "840000,14m",
    "7200000,2h",
    "172800000,2d",
    "1555200000,18d"
  })
  void timesTakeFourPlacesAtMost(long millis, String text) {
    assertThat(Show.time((double) millis)).isEqualTo(text).hasSizeLessThanOrEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"0,–", "0.25,0.3", "9.94,9.9", "9.95,10", "104.4,104", "250000,250k"})
  void ratesHaveADigitBehindThePointWhileTheyAreSmall(double rate, String text) {
    assertThat(Show.rate(rate)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"250,250", "1000,1.0k", "428000000,428M"})
  void bytesAreScaled(long bytes, String text) {
    assertThat(Show.bytes(bytes)).isEqualTo(text);
  }
}
