package io.haulm.engine.keyspace.list;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListPushTest {
  private final ListFixture keys = new ListFixture();

  @Test
  void elementsArePushedOneAfterTheOther() {
    assertThat(keys.run("LPUSH l 1 2 3")).isEqualTo(":3");
    assertThat(keys.run("RPUSH l x y")).isEqualTo(":5");

    assertThat(keys.run("LRANGE l 0 -1")).isEqualTo("[3 2 1 x y]");
  }

  @Test
  void pushesAreOverheardAlsoWithinATransaction() {
    List<String> heard = new ArrayList<>();
    keys.keyspace.overhearPushesWith((database, key, elements) ->
        heard.add(database + " " + new String(key, UTF_8) + " " + elements.length));

    keys.run("LPUSH l 1 2");
    keys.run("RPUSHX none 1");
    keys.run("SELECT 3");
    keys.run("MULTI");
    keys.run("RPUSH m 1");
    assertThat(heard).containsExactly("0 l 2");
    keys.run("EXEC");

    assertThat(heard).containsExactly("0 l 2", "3 m 1");
  }

  @Test
  void withXNothingIsPushedToAListThatDoesNotExist() {
    assertThat(keys.run("LPUSHX l 1")).isEqualTo(":0");
    assertThat(keys.run("RPUSHX l 1")).isEqualTo(":0");
    assertThat(keys.run("EXISTS l")).isEqualTo(":0");

    keys.run("RPUSH l 1");

    assertThat(keys.run("LPUSHX l a b")).isEqualTo(":3");
    assertThat(keys.run("RPUSHX l z")).isEqualTo(":4");
    assertThat(keys.run("LRANGE l 0 -1")).isEqualTo("[b a 1 z]");
  }

  @Test
  void aPopTakesFromItsEndAndTheKeyGoesWithTheLastElement() {
    keys.run("RPUSH l 1 2 3 4 5");

    assertThat(keys.run("LPOP l")).isEqualTo("1");
    assertThat(keys.run("RPOP l")).isEqualTo("5");
    assertThat(keys.run("RPOP l 2")).isEqualTo("[4 3]");
    assertThat(keys.run("LPOP l 10")).isEqualTo("[2]");

    assertThat(keys.run("EXISTS l")).isEqualTo(":0");
    assertThat(keys.run("LPOP l")).isEqualTo("nil");
    assertThat(keys.run("LPOP l 0")).isEqualTo("nil array");
  }

  @Test
  void aCountOfZeroTakesNothing() {
    keys.run("RPUSH l 1");

    assertThat(keys.run("LPOP l 0")).isEqualTo("[]");
    assertThat(keys.run("LLEN l")).isEqualTo(":1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "1.5", ""})
  void aCountThatIsNoneIsRefused(String count) {
    assertThat(keys.run("RPOP l " + (count.isEmpty() ? "''" : count)))
        .isEqualTo("-ERR value is out of range, must be positive");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LPUSH s 1",
        "RPUSHX s 1",
        "LPOP s",
        "RPOP s 1",
        "LLEN s",
        "LRANGE s 0 1",
        "LINDEX s 0",
        "LPOS s a",
        "LSET s 0 a",
        "LINSERT s BEFORE a b",
        "LREM s 0 a",
        "LTRIM s 0 1",
        "LMOVE s l LEFT LEFT",
        "RPOPLPUSH l s",
        "LMPOP 1 s LEFT",
        "BLPOP s 0",
        "BLMOVE s l LEFT LEFT 0",
        "BLMPOP 0 1 s LEFT"
      })
  void aKeyOfAnotherTypeIsRefused(String command) {
    keys.run("SET s string");
    keys.run("RPUSH l 1");

    assertThat(keys.run(command)).startsWith("-WRONGTYPE");
    assertThat(keys.run("LRANGE l 0 -1")).isEqualTo("[1]");
  }

  @Test
  void whoeverListensIsToldWhatHappened() {
    ListFixture.Client listener = keys.listener();

    keys.run("RPUSH l 1 2");
    keys.run("LPUSHX l 0");
    keys.run("LPOP l 2");
    keys.run("RPOP l");

    assertThat(listener.takeMessages())
        .containsExactly(
            "[pmessage * __keyevent@0__:rpush l]",
            "[pmessage * __keyevent@0__:lpush l]",
            "[pmessage * __keyevent@0__:lpop l]",
            "[pmessage * __keyevent@0__:rpop l]",
            "[pmessage * __keyevent@0__:del l]");
  }
}
