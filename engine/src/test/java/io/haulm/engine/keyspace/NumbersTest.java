package io.haulm.engine.keyspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
  @ParameterizedTest(name = "{0} is written {1}")
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "3, 3",
    "-17.5, -17.5",
    "0.1, 0.1",
    "1795253147.70334, 1795253147.70334",
    "100000000000000000, 100000000000000000",
    "4611686018427387904, 4611686018427387904",
    "1e19, 1e+19",
    "12345678901234567890, 12345678901234567000",
    "1e300, 1e+300",
    "1.5e-5, 0.000015",
    "1e-6, 0.000001",
    "1e-7, 1e-7",
    "0.0012345678, 0.0012345678",
    "0.00012345678, 1.2345678e-4",
    "0.000012345678, 1.2345678e-5",
    "123456.12345678, 1.2345612345678e+5",
    "1.12345678, 1.12345678",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "Infinity, inf",
    "-Infinity, -inf",
    "NaN, nan"
  })
  void aNumberIsWrittenAsRedisWritesIt(double value, String text) {
    assertThat(Numbers.format(value)).isEqualTo(text);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void whatIsWrittenReadsBackTheSame(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (!Double.isNaN(value)) {
        assertThat(Numbers.parseDouble(Words.bytes(Numbers.format(value)))).isEqualTo(value);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"0", "-1", "9223372036854775807", "-9223372036854775808", "10"})
  void wholeNumbersAreRead(String text) {
    assertThat(Numbers.parseLong(Words.bytes(text))).isEqualTo(Long.parseLong(text));
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(
      strings = {
        "",
        "-",
        "-0",
        "01",
        "+1",
        " 1",
        "1 ",
        "1.0",
        "a",
        "9223372036854775808",
        "-9223372036854775809",
        "99999999999999999999",
        "111111111111111111111"
      })
  void whatIsNoWholeNumberIsRefused(String text) {
    assertThatThrownBy(() -> Numbers.parseLong(Words.bytes(text)))
        .hasMessage("ERR value is not an integer or out of range");
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(strings = {"", "-", ".", "1e", "1d", "1f", " 1", "1 ", "nan", "NaN", "abc", "1,5"})
  void whatIsNoNumberIsRefused(String text) {
    assertThatThrownBy(() -> Numbers.parseDouble(Words.bytes(text)))
        .hasMessage("ERR value is not a valid float");
  }
}
