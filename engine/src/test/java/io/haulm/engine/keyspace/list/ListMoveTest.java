package io.haulm.engine.keyspace.list;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListMoveTest {
  private final ListFixture keys = new ListFixture();

  @ParameterizedTest
  @CsvSource({
    "LMOVE a b LEFT LEFT, 1, [2 3], [1 x y]",
    "LMOVE a b LEFT RIGHT, 1, [2 3], [x y 1]",
    "LMOVE a b RIGHT LEFT, 3, [1 2], [3 x y]",
    "lmove a b right right, 3, [1 2], [x y 3]",
    "RPOPLPUSH a b, 3, [1 2], [3 x y]",
    "BLMOVE a b LEFT RIGHT 0, 1, [2 3], [x y 1]",
    "BRPOPLPUSH a b 0, 3, [1 2], [3 x y]"
  })
  void anElementMovesFromOneEndToAnother(String command, String element, String a, String b) {
    keys.run("RPUSH a 1 2 3");
    keys.run("RPUSH b x y");

    assertThat(keys.run(command)).isEqualTo(element);

    assertThat(keys.run("LRANGE a 0 -1")).isEqualTo(a);
    assertThat(keys.run("LRANGE b 0 -1")).isEqualTo(b);
  }

  @ParameterizedTest
  @CsvSource({
    "LMOVE a a LEFT RIGHT, [2 3 1]",
    "LMOVE a a RIGHT LEFT, [3 1 2]",
    "LMOVE a a LEFT LEFT, [1 2 3]",
    "LMOVE a a RIGHT RIGHT, [1 2 3]"
  })
  void aListCanBeTurned(String command, String turned) {
    keys.run("RPUSH a 1 2 3");

    keys.run(command);

    assertThat(keys.run("LRANGE a 0 -1")).isEqualTo(turned);
  }

  @Test
  void theOnlyElementOfAListCanMoveWithinIt() {
    keys.run("RPUSH a 1");

    assertThat(keys.run("RPOPLPUSH a a")).isEqualTo("1");
    assertThat(keys.run("LRANGE a 0 -1")).isEqualTo("[1]");
  }

  @Test
  void theLastElementLeavesNoKeyBehind() {
    keys.run("RPUSH a 1");
    ListFixture.Client listener = keys.listener();

    keys.run("LMOVE a b LEFT LEFT");

    assertThat(keys.run("EXISTS a")).isEqualTo(":0");
    assertThat(listener.takeMessages())
        .containsExactly(
            "[pmessage * __keyevent@0__:lpush b]",
            "[pmessage * __keyevent@0__:lpop a]",
            "[pmessage * __keyevent@0__:del a]");
  }

  @Test
  void nothingMovesFromNowhere() {
    keys.run("SET s string");

    assertThat(keys.run("LMOVE none s LEFT LEFT")).isEqualTo("nil");
    assertThat(keys.run("RPOPLPUSH none b")).isEqualTo("nil");
    assertThat(keys.run("LMOVE none b UP LEFT")).isEqualTo("-ERR syntax error");
  }

  @Test
  void elementsAreTakenFromTheFirstListThatExists() {
    keys.run("RPUSH b 1 2 3 4");

    assertThat(keys.run("LMPOP 2 a b LEFT")).isEqualTo("[b [1]]");
    assertThat(keys.run("LMPOP 2 a b RIGHT COUNT 2")).isEqualTo("[b [4 3]]");
    assertThat(keys.run("BLMPOP 0 2 a b LEFT COUNT 9")).isEqualTo("[b [2]]");
    assertThat(keys.run("LMPOP 2 a b LEFT")).isEqualTo("nil array");
  }

  @ParameterizedTest
  @CsvSource({
    "0 a LEFT, -ERR numkeys should be greater than 0",
    "x a LEFT, -ERR numkeys should be greater than 0",
    "2 a LEFT, -ERR syntax error",
    "9223372036854775807 a LEFT, -ERR syntax error",
    "1 a UP, -ERR syntax error",
    "1 a LEFT COUNT, -ERR syntax error",
    "1 a LEFT COUNT 1 1, -ERR syntax error",
    "1 a LEFT COUNT 0, -ERR count should be greater than 0",
    "1 a LEFT COUNT x, -ERR count should be greater than 0"
  })
  void wordsThatMakeNoSenseAreRefused(String words, String refusal) {
    keys.run("RPUSH a 1 2 3");

    assertThat(keys.run("LMPOP " + words)).isEqualTo(refusal);
    assertThat(keys.run("BLMPOP 0 " + words)).isEqualTo(refusal);
  }
}
