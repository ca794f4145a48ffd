package io.haulm.engine.keyspace.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.KeyspaceFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupReadTest {
  private static final String FIRST = "[\"1-0\", [\"a\", \"1\"]]";
  private static final String SECOND = "[\"2-0\", [\"a\", \"2\"]]";
  private static final String THIRD = "[\"3-0\", [\"a\", \"3\"]]";

  private final KeyspaceFixture keyspace = new KeyspaceFixture();

  @BeforeEach
  void threeEntries() {
    var _ =
        keyspace.runAll(
            "XADD s 1-0 a 1", "XADD s 2-0 a 2", "XADD s 3-0 a 3", "XGROUP CREATE s g 0");
  }

  private static String ofStream(String... entries) {
    return "[[\"s\", [" + String.join(", ", entries) + "]]]";
  }

  @Test
  void eachEntryGoesToOneConsumer() {
    assertThat(keyspace.run("XREADGROUP GROUP g alice COUNT 2 STREAMS s >"))
        .isEqualTo(ofStream(FIRST, SECOND));
    assertThat(keyspace.run("XREADGROUP GROUP g bob STREAMS s >")).isEqualTo(ofStream(THIRD));
    assertThat(keyspace.run("XREADGROUP GROUP g bob STREAMS s >")).isEqualTo("nil-array");
    assertThat(keyspace.run("XPENDING s g"))
        .isEqualTo("[3, \"1-0\", \"3-0\", [[\"alice\", \"2\"], [\"bob\", \"1\"]]]");
  }

  @Test
  void anAcknowledgedEntryIsPendingNoMore() {
    keyspace.run("XREADGROUP GROUP g alice STREAMS s >");

    assertThat(keyspace.run("XACK s g 1-0 3-0 9-9 1-0")).isEqualTo("2");

    assertThat(keyspace.run("XPENDING s g"))
        .isEqualTo("[1, \"2-0\", \"2-0\", [[\"alice\", \"1\"]]]");
    assertThat(keyspace.run("XACK s g 2-0")).isEqualTo("1");
    assertThat(keyspace.run("XPENDING s g")).isEqualTo("[0, nil, nil, nil-array]");
    assertThat(keyspace.run("XACK none g 1-0")).isEqualTo("0");
    assertThat(keyspace.run("XLEN s")).isEqualTo("3");
  }

  @Test
  void aLookAtTheHistoryIsADeliveryToo() {
    keyspace.run("XREADGROUP GROUP g alice STREAMS s >");
    keyspace.pass(50);
    assertThat(keyspace.run("XREADGROUP GROUP g alice COUNT 1 STREAMS s 1-0"))
        .isEqualTo(ofStream(SECOND));
    keyspace.pass(7);

    assertThat(keyspace.run("XPENDING s g - + 10"))
        .isEqualTo(
            "[[\"1-0\", \"alice\", 57, 1], [\"2-0\", \"alice\", 7, 2], [\"3-0\", \"alice\", 57, 1]]");
    assertThat(keyspace.run("XPENDING s g IDLE 57 (1-0 + 10 alice"))
        .isEqualTo("[[\"3-0\", \"alice\", 57, 1]]");
    assertThat(keyspace.run("XREADGROUP GROUP g bob STREAMS s 0")).isEqualTo(ofStream());
  }

  @Test
  void aDeletedEntryLeavesAHoleInTheHistory() {
    keyspace.runAll("XREADGROUP GROUP g alice STREAMS s >", "XDEL s 2-0");
    assertThat(keyspace.run("XREADGROUP GROUP g alice STREAMS s 0"))
        .isEqualTo(ofStream(FIRST, "[\"2-0\", nil-array]", THIRD));
  }

  @Test
  void withoutAcknowledgementsNothingIsPending() {
    assertThat(keyspace.run("XREADGROUP GROUP g alice NOACK STREAMS s >"))
        .isEqualTo(ofStream(FIRST, SECOND, THIRD));
    assertThat(keyspace.run("XPENDING s g")).isEqualTo("[0, nil, nil, nil-array]");
    assertThat(keyspace.run("XINFO GROUPS s"))
        .contains("\"last-delivered-id\": \"3-0\", \"entries-read\": 3, \"lag\": 0");
  }

  @Test
  void aReaderIsThereEvenIfThereIsNothingForHim() {
    keyspace.runAll("XREADGROUP GROUP g alice STREAMS s >", "XREADGROUP GROUP g bob STREAMS s >");
    keyspace.pass(9);
    assertThat(keyspace.run("XINFO CONSUMERS s g"))
        .isEqualTo(
            "[{\"name\": \"alice\", \"pending\": 3, \"idle\": 9, \"inactive\": 9},"
                + " {\"name\": \"bob\", \"pending\": 0, \"idle\": 9, \"inactive\": -1}]");
  }

  @Test
  void anIdleEntryCanBeClaimed() {
    keyspace.run("XREADGROUP GROUP g alice STREAMS s >");
    keyspace.pass(100);
    keyspace.run("XREADGROUP GROUP g alice STREAMS s 2-0");

    assertThat(keyspace.run("XCLAIM s g bob 50 1-0 3-0 9-0")).isEqualTo("[" + FIRST + "]");
    assertThat(keyspace.run("XCLAIM s g bob 0 3-0 RETRYCOUNT 7 IDLE 30 JUSTID"))
        .isEqualTo("[\"3-0\"]");

    assertThat(keyspace.run("XPENDING s g - + 10"))
        .isEqualTo(
            "[[\"1-0\", \"bob\", 0, 2], [\"2-0\", \"alice\", 100, 1], [\"3-0\", \"bob\", 30, 7]]");
    assertThat(keyspace.run("XCLAIM s g bob 0 x")).isEqualTo("ERR Unrecognized XCLAIM option 'x'");
  }

  @Test
  void forceMakesAnEntryPending() {
    assertThat(keyspace.run("XCLAIM s g bob 0 1-0 9-0 FORCE LASTID 2-0"))
        .isEqualTo("[" + FIRST + "]");
    assertThat(keyspace.run("XPENDING s g - + 10")).isEqualTo("[[\"1-0\", \"bob\", 0, 2]]");
    assertThat(keyspace.run("XREADGROUP GROUP g bob STREAMS s >")).isEqualTo(ofStream(THIRD));
  }

  @Test
  void autoclaimGoesOnWhereItStopped() {
    keyspace.runAll("XREADGROUP GROUP g alice STREAMS s >", "XDEL s 2-0");

    assertThat(keyspace.run("XAUTOCLAIM s g bob 0 - COUNT 1"))
        .isEqualTo("[\"2-0\", [" + FIRST + "], []]");
    assertThat(keyspace.run("XAUTOCLAIM s g bob 0 2-0 JUSTID"))
        .isEqualTo("[\"0-0\", [\"3-0\"], [\"2-0\"]]");
    assertThat(keyspace.run("XPENDING s g - + 10"))
        .isEqualTo("[[\"1-0\", \"bob\", 0, 2], [\"3-0\", \"bob\", 0, 1]]");
  }

  @Test
  void readingWithClaimTakesTheLongestIdleFirst() {
    keyspace.run("XREADGROUP GROUP g alice COUNT 1 STREAMS s >");
    keyspace.pass(10);
    keyspace.run("XREADGROUP GROUP g alice COUNT 1 STREAMS s >");
    keyspace.pass(10);
    keyspace.run("XREADGROUP GROUP g alice STREAMS s 0 COUNT 1");
    keyspace.run("XCLAIM s g alice 0 1-0 IDLE 12 JUSTID");

    assertThat(keyspace.run("XREADGROUP GROUP g bob COUNT 3 CLAIM 10 STREAMS s >"))
        .isEqualTo(
            ofStream(
                "[\"1-0\", [\"a\", \"1\"], 12, 1]",
                "[\"2-0\", [\"a\", \"2\"], 10, 1]",
                "[\"3-0\", [\"a\", \"3\"], 0, 0]"));
    assertThat(keyspace.run("XPENDING s g")).isEqualTo("[3, \"1-0\", \"3-0\", [[\"bob\", \"3\"]]]");
  }

  @Test
  void whatIsGivenBackHasNoOwnerUntilItIsClaimed() {
    keyspace.run("XREADGROUP GROUP g alice STREAMS s >");

    assertThat(keyspace.run("XNACK s g FAIL IDS 2 1-0 9-0")).isEqualTo("1");
    assertThat(keyspace.run("XNACK s g SILENT IDS 1 2-0")).isEqualTo("1");
    assertThat(keyspace.run("XNACK s g FATAL IDS 1 3-0")).isEqualTo("1");

    assertThat(keyspace.run("XPENDING s g - + 10"))
        .isEqualTo(
            "[[\"1-0\", \"\", -1, 1], [\"2-0\", \"\", -1, 0],"
                + " [\"3-0\", \"\", -1, 9223372036854775807]]");
    assertThat(keyspace.run("XREADGROUP GROUP g bob STREAMS s >")).isEqualTo("nil-array");
    assertThat(keyspace.run("XREADGROUP GROUP g bob COUNT 1 CLAIM 99999 STREAMS s >"))
        .isEqualTo(ofStream("[\"1-0\", [\"a\", \"1\"], -1, 1]"));
    assertThat(keyspace.run("XNACK s nog FAIL IDS 1 1-0"))
        .isEqualTo("NOGROUP No such key 's' or consumer group 'nog'");
  }

  @Test
  void aGroupThatIsSetBackReadsAgainAndTakesOver() {
    keyspace.runAll("XREADGROUP GROUP g alice STREAMS s >", "XGROUP SETID s g 1-0");
    assertThat(keyspace.run("XREADGROUP GROUP g bob COUNT 1 STREAMS s >"))
        .isEqualTo(ofStream(SECOND));
    assertThat(keyspace.run("XPENDING s g"))
        .isEqualTo("[3, \"1-0\", \"3-0\", [[\"alice\", \"2\"], [\"bob\", \"1\"]]]");
  }

  @Test
  void aDeletedConsumerLosesWhatItHolds() {
    keyspace.run("XREADGROUP GROUP g alice STREAMS s >");
    assertThat(keyspace.run("XGROUP DELCONSUMER s g alice")).isEqualTo("3");
    assertThat(keyspace.run("XGROUP DELCONSUMER s g alice")).isEqualTo("0");
    assertThat(keyspace.run("XPENDING s g")).isEqualTo("[0, nil, nil, nil-array]");
  }

  @Test
  void groupsAreMadeOnceAndDestroyed() {
    assertThat(keyspace.run("XGROUP CREATE s g $"))
        .isEqualTo("BUSYGROUP Consumer Group name already exists");
    assertThat(keyspace.run("XGROUP CREATE new g $"))
        .startsWith("ERR The XGROUP subcommand requires");
    assertThat(keyspace.run("XGROUP CREATE new g $ MKSTREAM")).isEqualTo("OK");
    assertThat(keyspace.run("XGROUP CREATECONSUMER s g c")).isEqualTo("1");
    assertThat(keyspace.run("XGROUP CREATECONSUMER s g c")).isEqualTo("0");
    assertThat(keyspace.run("XGROUP DESTROY s g")).isEqualTo("1");
    assertThat(keyspace.run("XGROUP DESTROY s g")).isEqualTo("0");
    assertThat(keyspace.run("XREADGROUP GROUP g c STREAMS s >"))
        .isEqualTo("NOGROUP No such key 's' or consumer group 'g' in XREADGROUP with GROUP option");
  }

  @Test
  void theLagIsKnownAlsoWhereRedisAnswersNil() {
    keyspace.runAll("XGROUP CREATE s mid 1-0", "XDEL s 2-0");
    assertThat(keyspace.run("XINFO GROUPS s"))
        .contains("\"name\": \"mid\"")
        .contains("\"last-delivered-id\": \"1-0\", \"entries-read\": nil, \"lag\": 1");
  }

  @Test
  void limitsHoldForAllStreamsTogether() {
    keyspace.runAll("XADD t 1-0 b 1", "XADD t 2-0 b 2");
    assertThat(keyspace.run("XREAD MAXCOUNT 4 STREAMS s t 0 0"))
        .isEqualTo(
            "[[\"s\", ["
                + FIRST
                + ", "
                + SECOND
                + ", "
                + THIRD
                + "]],"
                + " [\"t\", [[\"1-0\", [\"b\", \"1\"]]]]]");
    assertThat(keyspace.run("XREAD MAXSIZE 1 STREAMS s t 0 0")).isEqualTo(ofStream(FIRST));
  }

  @Test
  void entriesAreDeletedInThreeWays() {
    keyspace.runAll("XGROUP CREATE s other 0", "XREADGROUP GROUP g c STREAMS s >");

    assertThat(keyspace.run("XDELEX s ACKED IDS 2 1-0 9-0")).isEqualTo("[2, -1]");
    assertThat(keyspace.run("XACKDEL s g ACKED IDS 1 1-0")).isEqualTo("[2]");
    assertThat(keyspace.run("XACKDEL s g KEEPREF IDS 1 2-0")).isEqualTo("[1]");
    assertThat(keyspace.run("XDELEX s DELREF IDS 1 3-0")).isEqualTo("[1]");
    assertThat(keyspace.run("XPENDING s g")).isEqualTo("[0, nil, nil, nil-array]");
    assertThat(keyspace.run("XRANGE s - +")).isEqualTo("[" + FIRST + "]");
    assertThat(keyspace.run("XDELEX none IDS 1 3-0")).isEqualTo("[-1]");
    assertThat(keyspace.run("XDELEX s IDS 2 3-0")).startsWith("ERR The `numids`");
  }
}
