package io.haulm.engine.keyspace.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.list.ListFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields that expire. */
class FieldExpiryTest {
  private final ListFixture keys = new ListFixture();

  @Test
  void aFieldIsGoneInTheMillisecondInWhichItExpires() {
    keys.run("HSET h a 1 b 2");
    assertThat(keys.run("HPEXPIRE h 100 FIELDS 2 a none")).isEqualTo("[:1 :-2]");

    keys.nowMillis += 99;
    assertThat(keys.run("HGETALL h")).isEqualTo("[a 1 b 2]");
    keys.nowMillis += 1;

    assertThat(keys.run("HGETALL h")).isEqualTo("[b 2]");
    assertThat(keys.run("HLEN h")).isEqualTo(":1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"EXISTS h", "HLEN h", "HDEL h a", "HEXISTS h a", "HSTRLEN h a"})
  void aHashWhoseLastFieldExpiredIsNotSeenByAnyCommand(String command) {
    keys.run("HSET h a 1");
    keys.run("HPEXPIRE h 100 FIELDS 1 a");
    keys.nowMillis += 100;

    assertThat(keys.run(command)).isEqualTo(":0");
    assertThat(keys.keyspace.size(0)).isZero();
  }

  @Test
  void fieldsExpireAlsoIfNobodyLooks() {
    keys.run("HSET h a 1 b 2 c 3");
    keys.run("HPEXPIRE h 100 FIELDS 2 a b");
    keys.run("HPEXPIRE h 200 FIELDS 1 c");
    ListFixture.Client listener = keys.listener();

    keys.pass(100);
    assertThat(listener.takeMessages()).containsExactly("[pmessage * __keyevent@0__:hexpired h]");
    keys.pass(100);

    assertThat(listener.takeMessages())
        .containsExactly(
            "[pmessage * __keyevent@0__:hexpired h]", "[pmessage * __keyevent@0__:del h]");
    assertThat(keys.keyspace.size(0)).isZero();
    assertThat(keys.keyspace.nextTimerMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void thousandsOfFieldsExpireAtOnce() {
    for (int i = 0; i < 3000; i++) {
      keys.run("HSETEX h PX 100 FIELDS 1 f" + i + " v");
    }
    keys.run("HSET h last 1");

    keys.pass(100);

    assertThat(keys.run("HGETALL h")).isEqualTo("[last 1]");
  }

  @Test
  void timesAreToldInAllWays() {
    keys.run("HSET h a 1 b 2");
    keys.run("HPEXPIRE h 1500 FIELDS 1 a");

    assertThat(keys.run("HTTL h FIELDS 3 a b none")).isEqualTo("[:2 :-1 :-2]");
    assertThat(keys.run("HPTTL h FIELDS 1 a")).isEqualTo("[:1500]");
    assertThat(keys.run("HEXPIRETIME h FIELDS 1 a")).isEqualTo("[:1800000002]");
    assertThat(keys.run("HPEXPIRETIME h FIELDS 1 a")).isEqualTo("[:1800000001500]");
    assertThat(keys.run("HTTL none FIELDS 2 a b")).isEqualTo("[:-2 :-2]");
  }

  @ParameterizedTest
  @CsvSource({
    "HEXPIRE h 10, 1800000010000",
    "HPEXPIRE h 10, 1800000000010",
    "HEXPIREAT h 1800000020, 1800000020000",
    "HPEXPIREAT h 1800000020001, 1800000020001"
  })
  void timesAreSetInAllWays(String command, String untilMillis) {
    keys.run("HSET h a 1");

    assertThat(keys.run(command + " FIELDS 1 a")).isEqualTo("[:1]");
    assertThat(keys.run("HPEXPIRETIME h FIELDS 1 a")).isEqualTo("[:" + untilMillis + "]");
  }

  @ParameterizedTest
  @CsvSource({
    "NX, 0, 1",
    "XX, 1, 0",
    "GT, 1, 0",
    "LT, 0, 1",
  })
  void aConditionDecidesWhatIsSet(String condition, String onVolatile, String onOther) {
    keys.run("HSET h volatile 1 other 2");
    keys.run("HEXPIRE h 100 FIELDS 1 volatile");

    assertThat(keys.run("HEXPIRE h 200 " + condition + " FIELDS 2 volatile other"))
        .isEqualTo("[:" + onVolatile + " :" + onOther + "]");
  }

  @Test
  void aFieldThatShouldHaveExpiredIsDeleted() {
    keys.run("HSET h a 1 b 2");
    ListFixture.Client listener = keys.listener();

    assertThat(keys.run("HPEXPIREAT h 1 FIELDS 1 a")).isEqualTo("[:2]");
    assertThat(keys.run("HEXPIRE h 0 FIELDS 1 b")).isEqualTo("[:2]");

    assertThat(keys.run("EXISTS h")).isEqualTo(":0");
    assertThat(listener.takeMessages())
        .containsExactly(
            "[pmessage * __keyevent@0__:hdel h]",
            "[pmessage * __keyevent@0__:hdel h]",
            "[pmessage * __keyevent@0__:del h]");
  }

  @Test
  void aFieldCanBeKeptFromExpiring() {
    keys.run("HSET h a 1 b 2");
    keys.run("HEXPIRE h 1 FIELDS 1 a");

    assertThat(keys.run("HPERSIST h FIELDS 3 a b none")).isEqualTo("[:1 :-1 :-2]");
    keys.pass(1000);

    assertThat(keys.run("HGETALL h")).isEqualTo("[a 1 b 2]");
    assertThat(keys.run("HPERSIST none FIELDS 1 a")).isEqualTo("[:-2]");
  }

  @Test
  void settingAFieldForgetsItsTimeAndCountingItUpDoesNot() {
    keys.run("HSET h a 1 b 2 c 3");
    keys.run("HEXPIRE h 10 FIELDS 3 a b c");

    keys.run("HSET h a 5");
    keys.run("HINCRBY h b 1");
    keys.run("HINCRBYFLOAT h c 1");

    assertThat(keys.run("HTTL h FIELDS 3 a b c")).isEqualTo("[:-1 :10 :10]");
  }

  @ParameterizedTest
  @CsvSource({
    "HEXPIRE h x FIELDS 1 a, value is not an integer or out of range",
    "HEXPIRE h -1 FIELDS 1 a, 'invalid expire time, must be >= 0'",
    "HEXPIRE h 9223372036854775807 FIELDS 1 a, invalid expire time in 'hexpire' command",
    "HPEXPIREAT h 70368744177664 FIELDS 1 a, invalid expire time in 'hpexpireat' command",
    "HEXPIRE h 1 NOTFIELDS 1 a, Mandatory argument FIELDS is missing or not at the right position",
    "HEXPIRE h 1 NX XX FIELDS 1 a, Mandatory argument FIELDS is missing or not at the right position",
    "HEXPIRE h 1 FIELDS 0 a, Parameter `numFields` should be greater than 0",
    "HEXPIRE h 1 FIELDS 2 a, The `numfields` parameter must match the number of arguments",
    "HTTL h FIELDS 0 a, Number of fields must be a positive integer",
    "HTTL h FIELDS 2 a, The `numfields` parameter must match the number of arguments",
    "HPERSIST h NOTFIELDS 1 a, Mandatory argument FIELDS is missing or not at the right position"
  })
  void wordsThatMakeNoSenseAreRefused(String command, String refusal) {
    keys.run("HSET h a 1");

    assertThat(keys.run(command)).isEqualTo("-ERR " + refusal);
  }

  @Test
  void theLatestTimeOfAllCanBeSet() {
    keys.run("HSET h a 1");

    assertThat(keys.run("HPEXPIREAT h " + FieldTime.UNTIL_MILLIS_MAX + " FIELDS 1 a"))
        .isEqualTo("[:1]");
  }

  @Test
  void timesComeBackWithTheHash() {
    keys.run("HSET h a 1 b 2");
    keys.run("HEXPIRE h 10 FIELDS 1 a");

    ListFixture recovered = keys.recovered();

    assertThat(recovered.run("HTTL h FIELDS 2 a b")).isEqualTo("[:10 :-1]");
    recovered.pass(10_000);
    assertThat(recovered.run("HGETALL h")).isEqualTo("[b 2]");
  }
}
