package io.haulm.engine.keyspace.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.list.ListFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HGETDEL, HGETEX and HSETEX. */
class FieldGetSetTest {
  private final ListFixture keys = new ListFixture();

  @BeforeEach
  void aHash() {
    keys.run("HSET h a 1 b 2");
  }

  @Test
  void fieldsAreReadAndDeleted() {
    ListFixture.Client listener = keys.listener();

    assertThat(keys.run("HGETDEL h FIELDS 2 a none")).isEqualTo("[1 nil]");
    assertThat(keys.run("HGETDEL h FIELDS 1 none")).isEqualTo("[nil]");
    assertThat(keys.run("HGETDEL h FIELDS 1 b")).isEqualTo("[2]");
    assertThat(keys.run("HGETDEL h FIELDS 1 b")).isEqualTo("[nil]");

    assertThat(listener.takeMessages())
        .containsExactly(
            "[pmessage * __keyevent@0__:hdel h]",
            "[pmessage * __keyevent@0__:hdel h]",
            "[pmessage * __keyevent@0__:del h]");
  }

  @Test
  void fieldsAreReadAndExpire() {
    assertThat(keys.run("HGETEX h FIELDS 2 a none")).isEqualTo("[1 nil]");
    assertThat(keys.run("HTTL h FIELDS 1 a")).isEqualTo("[:-1]");

    assertThat(keys.run("HGETEX h EX 10 FIELDS 2 a none")).isEqualTo("[1 nil]");
    assertThat(keys.run("HTTL h FIELDS 1 a")).isEqualTo("[:10]");

    assertThat(keys.run("HGETEX h PERSIST FIELDS 1 a")).isEqualTo("[1]");
    assertThat(keys.run("HTTL h FIELDS 1 a")).isEqualTo("[:-1]");

    assertThat(keys.run("HGETEX h PXAT 1 FIELDS 1 a")).isEqualTo("[1]");
    assertThat(keys.run("HEXISTS h a")).isEqualTo(":0");
  }

  @Test
  void fieldsAreSetWithATime() {
    assertThat(keys.run("HSETEX h PX 1500 FIELDS 2 a 5 c 6")).isEqualTo(":1");

    assertThat(keys.run("HGETALL h")).isEqualTo("[a 5 b 2 c 6]");
    assertThat(keys.run("HPTTL h FIELDS 3 a b c")).isEqualTo("[:1500 :-1 :1500]");

    keys.run("HSETEX h KEEPTTL FIELDS 2 a 7 d 8");
    assertThat(keys.run("HPTTL h FIELDS 2 a d")).isEqualTo("[:1500 :-1]");
    keys.run("HSETEX h FIELDS 1 a 9");
    assertThat(keys.run("HPTTL h FIELDS 1 a")).isEqualTo("[:-1]");
  }

  @Test
  void aConditionHoldsForAllFieldsOrNothingIsSet() {
    assertThat(keys.run("HSETEX h FNX FIELDS 2 a 5 c 6")).isEqualTo(":0");
    assertThat(keys.run("HSETEX h FXX FIELDS 2 a 5 c 6")).isEqualTo(":0");
    assertThat(keys.run("HGETALL h")).isEqualTo("[a 1 b 2]");

    assertThat(keys.run("HSETEX h EX 9 FNX FIELDS 1 c 6")).isEqualTo(":1");
    assertThat(keys.run("HSETEX h FXX EX 9 FIELDS 1 a 5")).isEqualTo(":1");
    assertThat(keys.run("HSETEX none FXX FIELDS 1 a 5")).isEqualTo(":0");
    assertThat(keys.run("EXISTS none")).isEqualTo(":0");
  }

  @Test
  void whatWouldExpireAtOnceIsDeleted() {
    assertThat(keys.run("HSETEX h EXAT 1 FIELDS 2 a 5 c 6")).isEqualTo(":1");
    assertThat(keys.run("HGETALL h")).isEqualTo("[b 2]");
    assertThat(keys.run("HSETEX none EXAT 1 FIELDS 1 a 5")).isEqualTo(":1");
    assertThat(keys.run("EXISTS none")).isEqualTo(":0");
  }

  @ParameterizedTest
  @CsvSource({
    "HGETDEL h NOTFIELDS 1 a, Mandatory argument FIELDS is missing or not at the right position",
    "HGETDEL h FIELDS 0 a, Number of fields must be a positive integer",
    "HGETDEL h FIELDS 2 a, The `numfields` parameter must match the number of arguments",
    "HGETEX h EX 0 FIELDS 1 a, invalid expire time in 'hgetex' command",
    "HGETEX h EX x FIELDS 1 a, value is not an integer or out of range",
    "HSETEX h FIELDS 2 a 1, wrong number of arguments for 'hsetex' command",
    "HSETEX h FIELDS 0 a 1, invalid number of fields",
    "HSETEX h EX 1 PX 1 FIELDS 1 a 1, 'Only one of EX, PX, EXAT, PXAT or KEEPTTL arguments can be specified'",
    "HSETEX h FNX FXX FIELDS 1 a 1, Only one of FXX or FNX arguments can be specified",
    "HSETEX h FOO FIELDS 1 a 1, unknown argument: FOO",
    "HSETEX h EX 1 FNX KEEPTTL, 'Only one of EX, PX, EXAT, PXAT or KEEPTTL arguments can be specified'",
    "HSETEX h EX -1 FIELDS 1 a 1, invalid expire time in 'hsetex' command"
  })
  void wordsThatMakeNoSenseAreRefused(String command, String refusal) {
    assertThat(keys.run(command)).isEqualTo("-ERR " + refusal);
  }
}
