package io.haulm.engine.keyspace.list;

import static io.haulm.engine.keyspace.list.ListFixture.WAITS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListWaitTest {
  private final ListFixture keys = new ListFixture();
  private final ListFixture.Client alice = keys.client();
  private final ListFixture.Client bob = keys.client();
  private final ListFixture.Client carol = keys.client();

  @Test
  void whoCameFirstIsServedFirst() {
    assertThat(alice.run("BLPOP x y 0")).isEqualTo(WAITS);
    assertThat(bob.run("BRPOP y x 0")).isEqualTo(WAITS);
    assertThat(carol.run("BLMPOP 0 2 x y RIGHT COUNT 10")).isEqualTo(WAITS);

    keys.run("RPUSH y 1 2 3 4");

    assertThat(alice.reply()).isEqualTo("[y 1]");
    assertThat(bob.reply()).isEqualTo("[y 4]");
    assertThat(carol.reply()).isEqualTo("[y [3 2]]");
    assertThat(keys.run("EXISTS y")).isEqualTo(":0");
  }

  @Test
  void whatIsNotEnoughForAllLeavesTheOthersWaiting() {
    alice.run("BLPOP x 0");
    bob.run("BLPOP x 0");

    keys.run("RPUSH x 1");

    assertThat(alice.reply()).isEqualTo("[x 1]");
    assertThat(bob.reply()).isEqualTo(WAITS);
    keys.run("RPUSH x 2");
    assertThat(bob.reply()).isEqualTo("[x 2]");
  }

  @Test
  void ofSeveralListsTheFirstNamedIsServed() {
    alice.run("BLPOP x y z 0");

    keys.run("MULTI");
    keys.run("LPUSH z 1");
    keys.run("LPUSH y 2");
    keys.run("EXEC");

    assertThat(alice.reply()).isEqualTo("[y 2]");
    assertThat(keys.run("LLEN z")).isEqualTo(":1");
  }

  @Test
  void aWorkerMayWaitForDozensOfQueues() {
    String names =
        IntStream.range(0, 100).mapToObj(i -> "queue" + i).collect(Collectors.joining(" "));
    alice.run("BRPOP " + names + " 0");
    bob.run("BRPOP " + names + " 0");

    keys.run("LPUSH queue99 a");
    keys.run("LPUSH queue0 b");

    assertThat(alice.reply()).isEqualTo("[queue99 a]");
    assertThat(bob.reply()).isEqualTo("[queue0 b]");
  }

  @Test
  void whatIsGoneWhenATransactionEndsServesNobody() {
    alice.run("BLPOP x 0");

    keys.run("MULTI");
    keys.run("LPUSH x 1");
    keys.run("LPOP x");
    keys.run("EXEC");

    assertThat(alice.reply()).isEqualTo(WAITS);
  }

  @Test
  void anElementThatIsMovedServesWhoWaitsForItThere() {
    alice.run("BLMOVE x y LEFT RIGHT 0");
    bob.run("BLPOP y 0");

    keys.run("RPUSH x 1");

    assertThat(alice.reply()).isEqualTo("1");
    assertThat(bob.reply()).isEqualTo("[y 1]");
    assertThat(keys.run("EXISTS x y")).isEqualTo(":0");
  }

  @Test
  void anElementThatCannotBeMovedStays() {
    alice.run("BLMOVE x y LEFT LEFT 0");
    keys.run("SET y string");

    keys.run("LPUSH x 1");

    assertThat(alice.reply()).startsWith("-WRONGTYPE");
    assertThat(keys.run("LRANGE x 0 -1")).isEqualTo("[1]");
  }

  @Test
  void aValueOfAnotherTypeServesNobody() {
    alice.run("BLPOP x 0");

    keys.run("SET x string");
    assertThat(alice.reply()).isEqualTo(WAITS);
    keys.run("DEL x");
    keys.run("LPUSH x 1");

    assertThat(alice.reply()).isEqualTo("[x 1]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BLPOP x y 1.5",
        "BRPOP x 1.5",
        "BLMOVE x y LEFT LEFT 1.5",
        "BRPOPLPUSH x y 1.5",
        "BLMPOP 1.5 1 x LEFT"
      })
  void whoHasWaitedLongEnoughGetsNothing(String command) {
    assertThat(alice.run(command)).isEqualTo(WAITS);

    keys.pass(1499);
    assertThat(alice.reply()).isEqualTo(WAITS);
    keys.pass(1);

    assertThat(alice.reply()).isEqualTo("nil array");
    keys.run("LPUSH x 1");
    assertThat(keys.run("LLEN x")).isEqualTo(":1");
  }

  @Test
  void runningAgainInVainDoesNotProlongTheWait() {
    alice.run("BLPOP x 1");
    bob.run("BLPOP x 2");
    keys.pass(900);

    keys.run("LPUSH x 1");
    assertThat(alice.reply()).isEqualTo("[x 1]");
    keys.pass(1100);

    assertThat(bob.reply()).isEqualTo("nil array");
  }

  @ParameterizedTest
  @CsvSource({
    "-1, -ERR timeout is negative",
    "x, -ERR timeout is not a float or out of range",
    "1e300, -ERR timeout is out of range"
  })
  void aTimeoutThatIsNoneIsRefused(String timeout, String refusal) {
    assertThat(alice.run("BLPOP x " + timeout)).isEqualTo(refusal);
    assertThat(alice.run("BLMOVE x y LEFT LEFT " + timeout)).isEqualTo(refusal);
    assertThat(alice.run("BRPOPLPUSH x y " + timeout)).isEqualTo(refusal);
    assertThat(alice.run("BLMPOP " + timeout + " 1 x LEFT")).isEqualTo(refusal);
  }

  @Test
  void nobodyWaitsInATransaction() {
    alice.run("MULTI");
    alice.run("BLPOP x 0");
    alice.run("BLMOVE x y LEFT LEFT 0");
    alice.run("BRPOPLPUSH x y 0");
    alice.run("BLMPOP 0 1 x LEFT");
    alice.run("LPUSH x 1");
    alice.run("BRPOP x 0");

    assertThat(alice.run("EXEC")).isEqualTo("[nil array nil nil nil array :1 [x 1]]");
  }

  @Test
  void whoHasGoneIsNotServed() {
    alice.run("BLPOP x 0");
    bob.run("BLPOP x 0");
    alice.disconnect();

    keys.run("LPUSH x 1");

    assertThat(bob.reply()).isEqualTo("[x 1]");
  }
}
