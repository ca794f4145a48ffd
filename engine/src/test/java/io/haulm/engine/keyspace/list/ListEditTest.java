package io.haulm.engine.keyspace.list;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListEditTest {
  private final ListFixture keys = new ListFixture();

  @Test
  void anElementIsSetByItsIndex() {
    keys.run("RPUSH l a b c");

    assertThat(keys.run("LSET l 0 A")).isEqualTo("OK");
    assertThat(keys.run("LSET l -1 longer")).isEqualTo("OK");

    assertThat(keys.run("LRANGE l 0 -1")).isEqualTo("[A b longer]");
    assertThat(keys.run("LSET l 3 x")).isEqualTo("-ERR index out of range");
    assertThat(keys.run("LSET l -4 x")).isEqualTo("-ERR index out of range");
    assertThat(keys.run("LSET none 0 x")).isEqualTo("-ERR no such key");
  }

  @Test
  void anElementIsInsertedBesideTheFirstMatch() {
    keys.run("RPUSH l a b a");

    assertThat(keys.run("LINSERT l BEFORE a first")).isEqualTo(":4");
    assertThat(keys.run("LINSERT l after b x")).isEqualTo(":5");
    assertThat(keys.run("LINSERT l AFTER none x")).isEqualTo(":-1");
    assertThat(keys.run("LINSERT none AFTER a x")).isEqualTo(":0");
    assertThat(keys.run("LINSERT none BESIDE a x")).isEqualTo("-ERR syntax error");

    assertThat(keys.run("LRANGE l 0 -1")).isEqualTo("[first a b x a]");
    keys.run("RPUSH one 1");
    assertThat(keys.run("LINSERT one AFTER 1 2")).isEqualTo(":2");
    assertThat(keys.run("LRANGE one 0 -1")).isEqualTo("[1 2]");
  }

  @ParameterizedTest
  @CsvSource({
    "0, :4, [b c b]",
    "1, :1, [b a c a b a]",
    "-1, :1, [a b a c a b]",
    "-2, :2, [a b a c b]",
    "100, :4, [b c b]",
    "-9223372036854775808, :4, [b c b]"
  })
  void matchesAreRemovedFromTheSideThatTheCountSays(String count, String removed, String left) {
    keys.run("RPUSH l a b a c a b a");

    assertThat(keys.run("LREM l " + count + " a")).isEqualTo(removed);
    assertThat(keys.run("LRANGE l 0 -1")).isEqualTo(left);
  }

  @Test
  void removingTheLastElementRemovesTheKey() {
    keys.run("RPUSH l a a");

    assertThat(keys.run("LREM l 0 b")).isEqualTo(":0");
    assertThat(keys.run("LREM l 0 a")).isEqualTo(":2");
    assertThat(keys.run("EXISTS l")).isEqualTo(":0");
  }

  @ParameterizedTest
  @CsvSource({"1 -2, [b c d]", "0 100, [a b c d e]", "-2 -1, [d e]", "2 1, []", "5 9, []"})
  void trimmingKeepsARange(String range, String left) {
    keys.run("RPUSH l a b c d e");

    assertThat(keys.run("LTRIM l " + range)).isEqualTo("OK");
    assertThat(keys.run("LRANGE l 0 -1")).isEqualTo(left);
    assertThat(keys.run("EXISTS l")).isEqualTo(left.equals("[]") ? ":0" : ":1");
  }

  @Test
  void whoeverListensIsToldWhatHappened() {
    keys.run("RPUSH l a b c d e");
    ListFixture.Client listener = keys.listener();

    keys.run("LSET l 0 x");
    keys.run("LINSERT l AFTER x y");
    keys.run("LREM l 0 none");
    keys.run("LREM l 0 y");
    keys.run("LTRIM l 0 100");
    keys.run("LTRIM l 9 9");

    assertThat(listener.takeMessages())
        .containsExactly(
            "[pmessage * __keyevent@0__:lset l]",
            "[pmessage * __keyevent@0__:linsert l]",
            "[pmessage * __keyevent@0__:lrem l]",
            "[pmessage * __keyevent@0__:ltrim l]",
            "[pmessage * __keyevent@0__:ltrim l]",
            "[pmessage * __keyevent@0__:del l]");
  }
}
