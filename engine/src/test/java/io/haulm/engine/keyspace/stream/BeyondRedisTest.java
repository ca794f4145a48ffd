package io.haulm.engine.keyspace.stream;

import static io.haulm.engine.keyspace.KeyspaceFixture.BLOCKED;
import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.KeyspaceFixture;
import org.junit.jupiter.api.Test;

class BeyondRedisTest {
  private static final String NOTHING_PENDING = "[0, nil, nil, nil-array]";

  private final KeyspaceFixture keyspace = new KeyspaceFixture();

  private void oneEntryRead(String... options) {
    keyspace.runAll("XADD s 1-0 a 1", "XGROUP CREATE s g 0");
    for (String option : options) {
      assertThat(keyspace.run("XGROUP CONFIG s g " + option)).isEqualTo("OK");
    }
    keyspace.run("XREADGROUP GROUP g alice STREAMS s >");
  }

  @Test
  void whatWasDeliveredTooOftenGoesToTheDeadLetters() {
    oneEntryRead("MAXDELIVERIES 2 DEADLETTER dead");
    assertThat(keyspace.run("XREADGROUP GROUP g alice STREAMS s 0")).contains("1-0");

    assertThat(keyspace.run("XREADGROUP GROUP g alice STREAMS s 0")).isEqualTo("[[\"s\", []]]");

    assertThat(keyspace.run("XPENDING s g")).isEqualTo(NOTHING_PENDING);
    assertThat(keyspace.run("XLEN s")).isEqualTo("1");
    assertThat(keyspace.run("XRANGE dead - +"))
        .isEqualTo(
            "[[\"1700000000000-0\", [\"a\", \"1\", \"dead-letter-stream\", \"s\","
                + " \"dead-letter-group\", \"g\", \"dead-letter-id\", \"1-0\","
                + " \"dead-letter-deliveries\", \"2\"]]]");
  }

  @Test
  void aClaimOfAPoisonedEntryClaimsNothing() {
    oneEntryRead("MAXDELIVERIES 1 DEADLETTER dead");
    assertThat(keyspace.run("XAUTOCLAIM s g bob 0 -")).isEqualTo("[\"0-0\", [], []]");
    assertThat(keyspace.run("XLEN dead")).isEqualTo("1");
  }

  @Test
  void aFatallyFailedEntryGoesToTheDeadLettersAtOnce() {
    oneEntryRead("MAXDELIVERIES 5 DEADLETTER dead");
    assertThat(keyspace.run("XNACK s g FATAL IDS 1 1-0")).isEqualTo("1");
    assertThat(keyspace.run("XLEN dead")).isEqualTo("1");
    assertThat(keyspace.run("XPENDING s g")).isEqualTo(NOTHING_PENDING);
  }

  @Test
  void noEntryIsLostWhileTheDeadLettersHaveNoPlace() {
    keyspace.run("SET dead x");
    oneEntryRead("MAXDELIVERIES 1 DEADLETTER dead");
    assertThat(keyspace.run("XREADGROUP GROUP g alice STREAMS s 0")).contains("1-0");
    keyspace.run("DEL dead");
    assertThat(keyspace.run("XREADGROUP GROUP g alice STREAMS s 0")).isEqualTo("[[\"s\", []]]");
    assertThat(keyspace.run("XLEN dead")).isEqualTo("1");
  }

  @Test
  void whatIsGivenBackGoesToTheNextReader() {
    oneEntryRead("MAXDELIVERIES 3 DEADLETTER dead");
    KeyspaceFixture.Client bob = keyspace.connect();
    assertThat(bob.run("XREADGROUP GROUP g bob BLOCK 0 STREAMS s >")).isEqualTo(BLOCKED);
    keyspace.run("XNACK s g FAIL IDS 1 1-0");
    assertThat(bob.heard()).containsExactly("[[\"s\", [[\"1-0\", [\"a\", \"1\"]]]]]");
    assertThat(keyspace.run("XPENDING s g - + 10")).isEqualTo("[[\"1-0\", \"bob\", 0, 2]]");
  }

  @Test
  void whatAClosedConnectionHeldGoesToTheNextReader() {
    KeyspaceFixture.Client alice = keyspace.connect();
    KeyspaceFixture.Client bob = keyspace.connect();
    keyspace.runAll("XADD s 1-0 a 1", "XGROUP CREATE s g 0", "XGROUP CONFIG s g RETURNONCLOSE yes");
    alice.run("XREADGROUP GROUP g alice STREAMS s >");
    assertThat(bob.run("XREADGROUP GROUP g bob BLOCK 0 STREAMS s >")).isEqualTo(BLOCKED);

    keyspace.keyspace.disconnect(alice.client);
    keyspace.pass(0);

    assertThat(bob.heard()).containsExactly("[[\"s\", [[\"1-0\", [\"a\", \"1\"]]]]]");
  }

  @Test
  void aConsumerWithASecondConnectionKeepsWhatItHolds() {
    KeyspaceFixture.Client alice = keyspace.connect();
    KeyspaceFixture.Client again = keyspace.connect();
    keyspace.runAll("XADD s 1-0 a 1", "XGROUP CREATE s g 0", "XGROUP CONFIG s g RETURNONCLOSE yes");
    alice.run("XREADGROUP GROUP g alice STREAMS s >");
    again.run("XREADGROUP GROUP g alice STREAMS s >");

    keyspace.keyspace.disconnect(alice.client);
    keyspace.pass(0);
    assertThat(keyspace.run("XPENDING s g - + 10")).contains("alice");

    keyspace.keyspace.disconnect(again.client);
    keyspace.pass(0);
    assertThat(keyspace.run("XPENDING s g - + 10")).isEqualTo("[[\"1-0\", \"\", -1, 1]]");
  }

  @Test
  void withoutTheOptionAClosedConnectionKeepsWhatItHeld() {
    KeyspaceFixture.Client alice = keyspace.connect();
    keyspace.runAll("XADD s 1-0 a 1", "XGROUP CREATE s g 0");
    alice.run("XREADGROUP GROUP g alice STREAMS s >");
    keyspace.keyspace.disconnect(alice.client);
    keyspace.pass(0);
    assertThat(keyspace.run("XPENDING s g - + 10")).isEqualTo("[[\"1-0\", \"alice\", 0, 1]]");
  }

  @Test
  void aRestartClosesAllConnections() {
    oneEntryRead("RETURNONCLOSE yes");
    KeyspaceFixture restarted = keyspace.restarted();
    restarted.pass(0);
    assertThat(restarted.run("XPENDING s g - + 10")).isEqualTo("[[\"1-0\", \"\", -1, 1]]");
  }

  @Test
  void anIdleConsumerGoesAndWhatItHeldIsReadByOthers() {
    oneEntryRead("CONSUMERIDLE 1000");
    keyspace.pass(999);
    assertThat(keyspace.run("XINFO CONSUMERS s g")).contains("alice");
    keyspace.pass(1);
    assertThat(keyspace.run("XINFO CONSUMERS s g")).isEqualTo("[]");
    assertThat(keyspace.run("XREADGROUP GROUP g bob STREAMS s >")).contains("1-0");
  }

  @Test
  void aConsumerWhoWaitsIsNotIdle() {
    oneEntryRead("CONSUMERIDLE 1000");
    KeyspaceFixture.Client bob = keyspace.connect();
    assertThat(bob.run("XREADGROUP GROUP g bob BLOCK 0 STREAMS s >")).isEqualTo(BLOCKED);
    keyspace.pass(1000);
    assertThat(bob.heard()).hasSize(1);
    bob.run("XREADGROUP GROUP g bob BLOCK 0 STREAMS s >");
    keyspace.pass(5000);
    assertThat(keyspace.run("XINFO CONSUMERS s g")).contains("bob");
  }

  @Test
  void aRestartCountsAsHavingBeenSeen() {
    oneEntryRead("CONSUMERIDLE 1000");
    KeyspaceFixture restarted = keyspace.restarted();
    restarted.pass(5000);
    assertThat(restarted.run("XINFO CONSUMERS s g")).contains("alice");
    restarted.pass(1000);
    assertThat(restarted.run("XINFO CONSUMERS s g")).isEqualTo("[]");
  }

  @Test
  void aDelayedEntryComesWhenItsTimeComes() {
    KeyspaceFixture.Client alice = keyspace.connect();
    String id = keyspace.run("XADD s DELAY 500 * a late");
    assertThat(id).isEqualTo("\"1700000000500-0\"");
    keyspace.run("XADD s * a soon");
    alice.run("XREAD BLOCK 0 STREAMS s $");

    keyspace.pass(499);
    assertThat(keyspace.run("XLEN s")).isEqualTo("1");
    keyspace.pass(1);

    assertThat(alice.heard())
        .containsExactly("[[\"s\", [[\"1700000000500-0\", [\"a\", \"late\"]]]]]");
    assertThat(keyspace.run("XINFO STREAM s")).contains("\"entries-added\": 2");
  }

  @Test
  void delayedEntriesComeInTheOrderOfTheirTimesAlsoAfterARestart() {
    keyspace.runAll(
        "XADD s DELAY 300 * a 3",
        "XADD s DELAY 100 * a 1",
        "XADD s DELAY 200 * a 2",
        "XADD s DELAY 200 * a 2b");
    KeyspaceFixture restarted = keyspace.restarted();
    restarted.pass(250);
    assertThat(restarted.run("XRANGE s - +"))
        .isEqualTo(
            "[[\"1700000000100-0\", [\"a\", \"1\"]], [\"1700000000200-0\", [\"a\", \"2\"]],"
                + " [\"1700000000200-1\", [\"a\", \"2b\"]]]");
    assertThat(restarted.run("XINFO STREAM s FULL")).contains("\"delayed\": 1");
  }

  @Test
  void manyDelayedEntriesComeAtOnce() {
    for (int i = 0; i < 10 * Adding.DUE_MAX; i++) {
      var _ = keyspace.run("XADD s DELAY 5 * a 1");
    }
    keyspace.pass(5);
    assertThat(keyspace.run("XLEN s")).isEqualTo(String.valueOf(10 * Adding.DUE_MAX));
  }

  @Test
  void aDelayedEntryWhoseIdHasBeenPassedGetsTheNextOne() {
    keyspace.runAll("XADD s DELAY 100 * a 1", "XADD s 9999999999999-7 b 2");
    keyspace.pass(100);
    assertThat(keyspace.run("XREVRANGE s + - COUNT 1"))
        .isEqualTo("[[\"9999999999999-8\", [\"a\", \"1\"]]]");
  }

  @Test
  void aDelayedEntryCanBeDeletedBeforeItComes() {
    String id = keyspace.run("XADD s DELAY 100 * a 1").replace("\"", "");
    assertThat(keyspace.run("XDEL s " + id)).isEqualTo("1");
    keyspace.pass(100);
    assertThat(keyspace.run("XLEN s")).isEqualTo("0");
  }

  @Test
  void aDeletedConsumerHandsOverWhatItHolds() {
    oneEntryRead();
    keyspace.pass(5);
    assertThat(keyspace.run("XGROUP DELCONSUMER s g alice HANDOVER bob")).isEqualTo("1");
    assertThat(keyspace.run("XPENDING s g - + 10")).isEqualTo("[[\"1-0\", \"bob\", 5, 1]]");
    assertThat(keyspace.run("XINFO CONSUMERS s g")).doesNotContain("alice");
  }

  @Test
  void whoHandsOverToHimselfIsRefused() {
    oneEntryRead();
    assertThat(keyspace.run("XGROUP DELCONSUMER s g alice HANDOVER alice"))
        .isEqualTo("ERR HANDOVER must name another consumer");
    assertThat(keyspace.run("XPENDING s g - + 10")).contains("alice");
  }

  @Test
  void anEntryThatAllGroupsHaveAcknowledgedIsFree() {
    keyspace.runAll(
        "XADD s 1-0 a 1",
        "XGROUP CREATE s g 0",
        "XGROUP CREATE s h 0",
        "XCFGSET s FREE-ACKED yes",
        "XREADGROUP GROUP g c STREAMS s >",
        "XACK s g 1-0");
    assertThat(keyspace.run("XLEN s")).isEqualTo("1");
    keyspace.runAll("XREADGROUP GROUP h c STREAMS s >", "XACK s h 1-0");
    assertThat(keyspace.run("XLEN s")).isEqualTo("0");
  }

  @Test
  void trimmingCanSpareWhatIsStillNeeded() {
    keyspace.runAll(
        "XADD s 1-0 a 1",
        "XADD s 2-0 a 2",
        "XADD s 3-0 a 3",
        "XGROUP CREATE s g 0",
        "XCFGSET s TRIM-REFERENCES ACKED",
        "XREADGROUP GROUP g c COUNT 2 STREAMS s >",
        "XACK s g 2-0");
    assertThat(keyspace.run("XTRIM s MAXLEN 0")).isEqualTo("1");
    assertThat(keyspace.run("XRANGE s - +"))
        .isEqualTo("[[\"1-0\", [\"a\", \"1\"]], [\"3-0\", [\"a\", \"3\"]]]");
    assertThat(keyspace.run("XTRIM s MAXLEN 0 DELREF")).isEqualTo("2");
    assertThat(keyspace.run("XPENDING s g")).isEqualTo(NOTHING_PENDING);
  }

  @Test
  void optionsAreSeenAndOutliveARestart() {
    oneEntryRead("MAXDELIVERIES 3 DEADLETTER dead", "RETURNONCLOSE yes", "CONSUMERIDLE 5000");
    keyspace.runAll("XCFGSET s FREE-ACKED yes", "XCFGSET s TRIM-REFERENCES DELREF");
    KeyspaceFixture restarted = keyspace.restarted();
    assertThat(restarted.run("XINFO STREAM s FULL"))
        .contains(
            "\"max-deliveries\": 3, \"dead-letter\": \"dead\", \"return-on-close\": \"yes\","
                + " \"consumer-idle\": 5000, \"unowned\": 1")
        .contains("\"delayed\": 0, \"trim-references\": \"DELREF\", \"free-acked\": \"yes\"");
  }

  @Test
  void optionsThatMakeNoSenseAreRefused() {
    oneEntryRead();
    assertThat(keyspace.run("XGROUP CONFIG s g MAXDELIVERIES 3"))
        .isEqualTo("ERR MAXDELIVERIES needs a DEADLETTER stream");
    assertThat(keyspace.run("XGROUP CONFIG s g MAXDELIVERIES 1000001 DEADLETTER d"))
        .isEqualTo("ERR MAXDELIVERIES is out of range");
    assertThat(keyspace.run("XGROUP CONFIG s g DEADLETTER s"))
        .isEqualTo("ERR DEADLETTER must be another stream");
    assertThat(keyspace.run("XGROUP CONFIG s g CONSUMERIDLE 1099511627777"))
        .isEqualTo("ERR CONSUMERIDLE is out of range");
    assertThat(keyspace.run("XGROUP CONFIG s g RETURNONCLOSE maybe"))
        .isEqualTo("ERR argument must be 'yes' or 'no'");
    assertThat(keyspace.run("XGROUP CONFIG s nog RETURNONCLOSE yes")).startsWith("NOGROUP");
  }
}
