package io.haulm.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {
  @ParameterizedTest(name = "{0} is {1} bytes")
  @CsvSource({
    "0, 0",
    "65535, 65535",
    "64k, 65536",
    "64K, 65536",
    "64kb, 65536",
    "1m, 1048576",
    "1g, 1073741824",
    "2t, 2199023255552",
    "7b, 7"
  })
  void sizeIsReadWithItsUnit(String text, long bytes) throws InvalidValueException {
    assertThat(Sizes.parse(text, 0, Long.MAX_VALUE)).isEqualTo(bytes);
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"", "k", "-1", "1.5m", "1 k", "1kk", "64x", "1e3", "9999999999999999999"})
  void whatIsNoSizeIsRefused(String text) {
    assertThatThrownBy(() -> Sizes.parse(text, 0, Long.MAX_VALUE))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("must be a number of bytes such as 65535, 64k or 1m");
  }

  @Test
  void sizeOneBeyondTheLimitsIsRefused() throws InvalidValueException {
    assertThat(Sizes.parse("1k", 1024, 2048)).isEqualTo(1024);
    assertThat(Sizes.parse("2k", 1024, 2048)).isEqualTo(2048);
    assertThatThrownBy(() -> Sizes.parse("1023", 1024, 2048)).hasMessage("must be from 1k to 2k");
    assertThatThrownBy(() -> Sizes.parse("2049", 1024, 2048)).hasMessage("must be from 1k to 2k");
  }

  @Test
  void sizeThatOverflowsIsRefused() {
    assertThatThrownBy(() -> Sizes.parse("999999999999999999t", 0, Long.MAX_VALUE))
        .hasMessageStartingWith("must be from 0 to");
  }

  @ParameterizedTest(name = "{0} bytes are {1}")
  @CsvSource({"0, 0", "1, 1", "65535, 65535", "65536, 64k", "1073741824, 1g", "1025, 1025"})
  void sizeIsWrittenWithTheLargestExactUnit(long bytes, String text) {
    assertThat(Sizes.format(bytes)).isEqualTo(text);
  }
}
