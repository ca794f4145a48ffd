package io.haulm.engine.keyspace.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.list.ListFixture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields that are set, read and deleted. */
class HashFieldsTest {
  private final ListFixture keys = new ListFixture();

  @Test
  void aSmallHashShowsItsFieldsInTheOrderInWhichTheyCame() {
    assertThat(keys.run("HSET h b 1 a 2")).isEqualTo(":2");
    assertThat(keys.run("HSET h a 20 c 3 c 30")).isEqualTo(":1");

    assertThat(keys.run("HGETALL h")).isEqualTo("[b 1 a 20 c 30]");
    assertThat(keys.run("HKEYS h")).isEqualTo("[b a c]");
    assertThat(keys.run("HVALS h")).isEqualTo("[1 20 30]");
    assertThat(keys.client().speakResp3().run("HGETALL h")).isEqualTo("{b 1 a 20 c 30}");
  }

  @Test
  void fieldsAreReadOneByOne() {
    assertThat(keys.run("HMSET h a 1 b ''")).isEqualTo("OK");

    assertThat(keys.run("HGET h a")).isEqualTo("1");
    assertThat(keys.run("HGET h none")).isEqualTo("nil");
    assertThat(keys.run("HMGET h a none b")).isEqualTo("[1 nil '']");
    assertThat(keys.run("HEXISTS h b")).isEqualTo(":1");
    assertThat(keys.run("HEXISTS h none")).isEqualTo(":0");
    assertThat(keys.run("HSTRLEN h a")).isEqualTo(":1");
    assertThat(keys.run("HSTRLEN h none")).isEqualTo(":0");
    assertThat(keys.run("HLEN h")).isEqualTo(":2");
  }

  @Test
  void aHashThatDoesNotExistIsEmpty() {
    assertThat(keys.run("HGET none a")).isEqualTo("nil");
    assertThat(keys.run("HMGET none a b")).isEqualTo("[nil nil]");
    assertThat(keys.run("HGETALL none")).isEqualTo("[]");
    assertThat(keys.run("HDEL none a")).isEqualTo(":0");
    assertThat(keys.run("HRANDFIELD none")).isEqualTo("nil");
    assertThat(keys.run("HRANDFIELD none 3")).isEqualTo("[]");
    assertThat(keys.run("HSCAN none 0")).isEqualTo("[0 []]");
  }

  @Test
  void withNxAFieldIsSetOnce() {
    assertThat(keys.run("HSETNX h a 1")).isEqualTo(":1");
    assertThat(keys.run("HSETNX h a 2")).isEqualTo(":0");
    assertThat(keys.run("HGET h a")).isEqualTo("1");
  }

  @Test
  void theKeyGoesWithItsLastField() {
    keys.run("HSET h a 1 b 2 c 3");

    assertThat(keys.run("HDEL h a none a")).isEqualTo(":1");
    assertThat(keys.run("HDEL h b c")).isEqualTo(":2");
    assertThat(keys.run("EXISTS h")).isEqualTo(":0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HSET h a", "HSET h a 1 b", "HMSET h a 1 b", "HGET h"})
  void aWrongNumberOfWordsIsRefused(String command) {
    String name = command.substring(0, command.indexOf(' ')).toLowerCase(Locale.ROOT);
    assertThat(keys.run(command))
        .isEqualTo("-ERR wrong number of arguments for '" + name + "' command");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HSET s a 1",
        "HGET s a",
        "HMGET s a",
        "HGETALL s",
        "HDEL s a",
        "HLEN s",
        "HINCRBY s a 1",
        "HINCRBYFLOAT s a 1",
        "HSETNX s a 1",
        "HSTRLEN s a",
        "HRANDFIELD s 1",
        "HSCAN s 0",
        "HTTL s FIELDS 1 a",
        "HEXPIRE s 1 FIELDS 1 a",
        "HPERSIST s FIELDS 1 a",
        "HGETDEL s FIELDS 1 a",
        "HGETEX s FIELDS 1 a",
        "HSETEX s FIELDS 1 a b"
      })
  void aKeyOfAnotherTypeIsRefused(String command) {
    keys.run("SET s string");

    assertThat(keys.run(command)).startsWith("-WRONGTYPE");
  }

  @Test
  void aFieldCountsUpAndDown() {
    assertThat(keys.run("HINCRBY h n 5")).isEqualTo(":5");
    assertThat(keys.run("HINCRBY h n -7")).isEqualTo(":-2");
    keys.run("HSET h max 9223372036854775807 text x");

    assertThat(keys.run("HINCRBY h max 1")).isEqualTo("-ERR increment or decrement would overflow");
    assertThat(keys.run("HINCRBY h text 1")).isEqualTo("-ERR hash value is not an integer");
    assertThat(keys.run("HINCRBY h n 1.5"))
        .isEqualTo("-ERR value is not an integer or out of range");
  }

  // As a real server answers, which adds with 64 binary digits and shows 17 decimals.
  @ParameterizedTest
  @CsvSource({
    "0.1, 0.2, 0.3",
    "0.3, -0.3, 0",
    "10.50, 0.1, 10.6",
    "5e3, 0.5, 5000.5",
    "1e-10, 1e-19, 0.0000000001",
    "1e20, 0.5, 100000000000000000000",
    "1000000000000000000, 0.3, 1000000000000000000.3125"
  })
  void aFieldCountsInFractions(String value, String increment, String sum) {
    keys.run("HSET h f " + value);

    assertThat(keys.run("HINCRBYFLOAT h f " + increment)).isEqualTo(sum);
    assertThat(keys.run("HGET h f")).isEqualTo(sum);
  }

  @Test
  void whatIsNoNumberIsNotCountedUp() {
    keys.run("HSET h text x inf inf");

    assertThat(keys.run("HINCRBYFLOAT h text 1")).isEqualTo("-ERR hash value is not a float");
    assertThat(keys.run("HINCRBYFLOAT h f x")).isEqualTo("-ERR value is not a valid float");
    assertThat(keys.run("HINCRBYFLOAT h f inf")).isEqualTo("-ERR value is NaN or Infinity");
    assertThat(keys.run("HINCRBYFLOAT h inf 1"))
        .isEqualTo("-ERR increment would produce NaN or Infinity");
  }

  @Test
  void randomFieldsAreDifferentOnesUnlessTheCountIsNegative() {
    keys.run("HSET h a 1 b 2 c 3");

    assertThat(words(keys.run("HRANDFIELD h 2"))).hasSize(2).doesNotHaveDuplicates();
    assertThat(words(keys.run("HRANDFIELD h 9"))).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(words(keys.run("HRANDFIELD h -9"))).hasSize(9).isSubsetOf("a", "b", "c");
    assertThat(words(keys.run("HRANDFIELD h 3 WITHVALUES"))).hasSize(6);
    assertThat(keys.run("HRANDFIELD h")).isIn("a", "b", "c");
    assertThat(keys.run("HRANDFIELD h 0")).isEqualTo("[]");
    keys.run("HSET one f v");
    assertThat(keys.client().speakResp3().run("HRANDFIELD one -2 WITHVALUES"))
        .isEqualTo("[[f v] [f v]]");
  }

  @Test
  void randomFieldsOfALargeHashAreDifferentOnesToo() {
    fill(1000);

    assertThat(words(keys.run("HRANDFIELD h 100"))).hasSize(100).doesNotHaveDuplicates();
    assertThat(words(keys.run("HRANDFIELD h 900"))).hasSize(900).doesNotHaveDuplicates();
    assertThat(words(keys.run("HRANDFIELD h 2000"))).hasSize(1000).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "x, -ERR value is not an integer or out of range",
    "1 FOO, -ERR syntax error",
    "1 WITHVALUES 1, -ERR syntax error",
    "9223372036854775807 WITHVALUES, -ERR value is out of range",
    "-16777217, -ERR value is out of range"
  })
  void aCountOfRandomFieldsThatMakesNoSenseIsRefused(String words, String refusal) {
    assertThat(keys.run("HRANDFIELD h " + words)).isEqualTo(refusal);
  }

  @Test
  void aScanShowsEveryFieldEvenWhileTheHashGrows() {
    fill(300);
    Set<String> seen = new TreeSet<>();
    String cursor = "0";
    int grown = 300;
    do {
      List<String> words = words(keys.run("HSCAN h " + cursor + " COUNT 7 NOVALUES"));
      cursor = words.getFirst();
      seen.addAll(words.subList(1, words.size()));
      keys.run("HSET h f" + grown++ + " v");
    } while (!cursor.equals("0"));

    for (int i = 0; i < 300; i++) {
      assertThat(seen).contains("f" + i);
    }
  }

  @Test
  void aScanShowsWhatMatches() {
    keys.run("HSET h ab 1 ac 2 b 3");

    assertThat(keys.run("HSCAN h 0 MATCH a*")).isEqualTo("[0 [ab 1 ac 2]]");
    assertThat(keys.run("HSCAN h 0 MATCH a* NOVALUES")).isEqualTo("[0 [ab ac]]");
    assertThat(keys.run("HSCAN h x")).isEqualTo("-ERR invalid cursor");
    assertThat(keys.run("HSCAN h 0 COUNT 0")).isEqualTo("-ERR syntax error");
    assertThat(keys.run("HSCAN h 0 FOO")).isEqualTo("-ERR syntax error");
  }

  @Test
  void whoeverListensIsToldWhatHappened() {
    ListFixture.Client listener = keys.listener();

    keys.run("HSET h a 1");
    keys.run("HSETNX h a 1");
    keys.run("HINCRBY h n 1");
    keys.run("HINCRBYFLOAT h n 1");
    keys.run("HDEL h none");
    keys.run("HDEL h a n");

    assertThat(listener.takeMessages())
        .containsExactly(
            "[pmessage * __keyevent@0__:hset h]",
            "[pmessage * __keyevent@0__:hincrby h]",
            "[pmessage * __keyevent@0__:hincrbyfloat h]",
            "[pmessage * __keyevent@0__:hdel h]",
            "[pmessage * __keyevent@0__:del h]");
  }

  @Test
  void aHashBecomesATableWhenItHasTooManyOrTooLongFields() {
    fill(SmallFields.FIELDS_MAX);
    assertThat(encoding("h")).isEqualTo("listpack");
    keys.run("HSET h one more");
    assertThat(encoding("h")).isEqualTo("hashtable");
    keys.run("HDEL h one");
    assertThat(encoding("h")).isEqualTo("hashtable");

    String longest = "x".repeat(SmallFields.BYTES_MAX);
    keys.run("HSET values f " + longest);
    keys.run("HSET names " + longest + " v");
    assertThat(encoding("values")).isEqualTo("listpack");
    assertThat(encoding("names")).isEqualTo("listpack");
    keys.run("HSET values f " + longest + "x");
    keys.run("HSET names " + longest + "x v");
    assertThat(encoding("values")).isEqualTo("hashtable");
    assertThat(encoding("names")).isEqualTo("hashtable");

    keys.run("HSET times f v");
    keys.run("HEXPIRE times 10 FIELDS 1 f");
    assertThat(encoding("times")).isEqualTo("listpackex");
  }

  private String encoding(String name) {
    return Objects.requireNonNull(keys.entry(name)).value().encoding();
  }

  private void fill(int count) {
    for (int i = 0; i < count; i++) {
      keys.run("HSET h f" + i + " v");
    }
  }

  private static List<String> words(String reply) {
    String bare = reply.replace("[", "").replace("]", "");
    return bare.isEmpty() ? List.of() : new ArrayList<>(Arrays.asList(bare.split(" ")));
  }
}
