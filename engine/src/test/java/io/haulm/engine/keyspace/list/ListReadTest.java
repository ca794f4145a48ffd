package io.haulm.engine.keyspace.list;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListReadTest {
  private final ListFixture keys = new ListFixture();

  @BeforeEach
  void aList() {
    keys.run("RPUSH l a b c d 1 2 3 4 3 3 3");
  }

  @ParameterizedTest
  @CsvSource({
    "0 1, [a b]",
    "-2 -1, [3 3]",
    "-100 0, [a]",
    "9 100, [3 3]",
    "3 2, []",
    "11 20, []",
    "0 -12, []"
  })
  void aRangeIncludesBothEndsAndIsCutToWhatThereIs(String range, String elements) {
    assertThat(keys.run("LRANGE l " + range)).isEqualTo(elements);
  }

  @ParameterizedTest
  @CsvSource({"0, a", "-1, 3", "10, 3", "11, nil", "-11, a", "-12, nil"})
  void anIndexCountsFromTheLeftOrIfNegativeFromTheRight(String index, String element) {
    assertThat(keys.run("LINDEX l " + index)).isEqualTo(element);
  }

  @ParameterizedTest
  @CsvSource({
    "3, :6",
    "3 RANK 2, :8",
    "3 RANK -1, :10",
    "3 RANK -2 COUNT 2, [:9 :8]",
    "3 COUNT 0, [:6 :8 :9 :10]",
    "3 COUNT 2 RANK 3, [:9 :10]",
    "3 MAXLEN 6, nil",
    "3 MAXLEN 7, :6",
    "3 COUNT 0 MAXLEN 8, [:6]",
    "3 RANK -1 MAXLEN 1 COUNT 0, [:10]",
    "3 RANK 6, nil",
    "zz, nil",
    "zz COUNT 0, []"
  })
  void matchesAreFoundInTheOrderThatTheRankSays(String words, String positions) {
    assertThat(keys.run("LPOS l " + words)).isEqualTo(positions);
  }

  @ParameterizedTest
  @CsvSource({
    "RANK x, -ERR value is not an integer or out of range",
    "COUNT -1, -ERR COUNT can't be negative",
    "COUNT x, -ERR COUNT can't be negative",
    "MAXLEN -1, -ERR MAXLEN can't be negative",
    "FOO 1, -ERR syntax error",
    "COUNT, -ERR syntax error"
  })
  void optionsThatMakeNoSenseAreRefused(String words, String refusal) {
    assertThat(keys.run("LPOS l 3 " + words)).isEqualTo(refusal);
  }

  @Test
  void aRankMustNotBeZeroAndMustHaveAnOpposite() {
    assertThat(keys.run("LPOS l 3 RANK 0")).startsWith("-ERR RANK can't be zero: use 1 to start");
    assertThat(keys.run("LPOS l 3 RANK -9223372036854775808"))
        .startsWith("-ERR value is out of range, value must between");
    assertThat(keys.run("LPOS l 3 RANK -9223372036854775807")).isEqualTo("nil");
  }

  @Test
  void aListThatDoesNotExistIsEmpty() {
    assertThat(keys.run("LLEN none")).isEqualTo(":0");
    assertThat(keys.run("LRANGE none 0 -1")).isEqualTo("[]");
    assertThat(keys.run("LINDEX none x")).isEqualTo("nil");
    assertThat(keys.run("LPOS none a COUNT 0")).isEqualTo("[]");
  }
}
