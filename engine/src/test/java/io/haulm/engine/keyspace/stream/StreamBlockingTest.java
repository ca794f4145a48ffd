package io.haulm.engine.keyspace.stream;

import static io.haulm.engine.keyspace.KeyspaceFixture.BLOCKED;
import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.KeyspaceFixture;
import org.junit.jupiter.api.Test;

class StreamBlockingTest {
  private static final String ENTRY = "[[\"s\", [[\"1-0\", [\"a\", \"1\"]]]]]";

  private final KeyspaceFixture keyspace = new KeyspaceFixture();
  private final KeyspaceFixture.Client alice = keyspace.connect();
  private final KeyspaceFixture.Client bob = keyspace.connect();

  @Test
  void allPlainReadersGetTheEntry() {
    assertThat(alice.run("XREAD BLOCK 0 STREAMS s $")).isEqualTo(BLOCKED);
    assertThat(bob.run("XREAD BLOCK 0 STREAMS other s $ 0")).isEqualTo(BLOCKED);

    keyspace.run("XADD s 1-0 a 1");

    assertThat(alice.heard()).containsExactly(ENTRY);
    assertThat(bob.heard()).containsExactly(ENTRY);
  }

  @Test
  void oneEntryWakesTheFirstReaderOfAGroup() {
    keyspace.run("XGROUP CREATE s g $ MKSTREAM");
    assertThat(alice.run("XREADGROUP GROUP g alice BLOCK 0 STREAMS s >")).isEqualTo(BLOCKED);
    assertThat(bob.run("XREADGROUP GROUP g bob BLOCK 0 STREAMS s >")).isEqualTo(BLOCKED);

    keyspace.run("XADD s 1-0 a 1");
    assertThat(alice.heard()).containsExactly(ENTRY);
    assertThat(bob.heard()).isEmpty();

    keyspace.run("XADD s 2-0 a 2");
    assertThat(bob.heard()).hasSize(1);
  }

  @Test
  void entriesOfATransactionComeInOneReply() {
    assertThat(alice.run("XREAD BLOCK 0 STREAMS s $")).isEqualTo(BLOCKED);
    keyspace.runAll("MULTI", "XADD s 1-0 a 1", "XADD s 2-0 a 2", "EXEC");
    assertThat(alice.heard().getFirst()).contains("1-0").contains("2-0");
  }

  @Test
  void aReaderOfAGroupThatGoesIsTold() {
    keyspace.run("XGROUP CREATE s g $ MKSTREAM");
    String gone = "NOGROUP No such key 's' or consumer group 'g' in XREADGROUP with GROUP option";
    alice.run("XREADGROUP GROUP g alice BLOCK 0 STREAMS s >");
    bob.run("XREAD BLOCK 0 STREAMS s $");

    keyspace.run("XGROUP DESTROY s g");
    assertThat(alice.heard()).containsExactly(gone);

    keyspace.run("XGROUP CREATE s g $");
    alice.run("XREADGROUP GROUP g alice BLOCK 0 STREAMS s >");
    keyspace.run("DEL s");
    assertThat(alice.heard()).containsExactly(gone);

    keyspace.run("XGROUP CREATE s g $ MKSTREAM");
    alice.run("XREADGROUP GROUP g alice BLOCK 0 STREAMS s >");
    keyspace.run("SET s x");
    assertThat(alice.heard().getFirst()).startsWith("WRONGTYPE");
    assertThat(bob.heard()).isEmpty();
  }

  @Test
  void waitingEndsWithItsTime() {
    alice.run("XREAD BLOCK 100 STREAMS s $");
    keyspace.pass(99);
    assertThat(alice.heard()).isEmpty();
    keyspace.pass(1);
    assertThat(alice.heard()).containsExactly("nil-array");
  }

  @Test
  void withinATransactionNobodyWaits() {
    assertThat(keyspace.runAll("MULTI", "XREAD BLOCK 0 STREAMS s $", "EXEC"))
        .isEqualTo("[nil-array]");
  }

  @Test
  void historyNeverWaits() {
    keyspace.run("XGROUP CREATE s g $ MKSTREAM");
    assertThat(alice.run("XREADGROUP GROUP g alice BLOCK 0 STREAMS s 0"))
        .isEqualTo("[[\"s\", []]]");
  }

  @Test
  void aReaderWhoMayClaimIsWokenWhenAnEntryHasBeenIdleForSoLong() {
    keyspace.runAll(
        "XADD s 1-0 a 1", "XGROUP CREATE s g 0", "XREADGROUP GROUP g carol STREAMS s >");
    keyspace.pass(10);
    assertThat(alice.run("XREADGROUP GROUP g alice BLOCK 0 CLAIM 50 STREAMS s >"))
        .isEqualTo(BLOCKED);
    keyspace.pass(39);
    assertThat(alice.heard()).isEmpty();
    keyspace.pass(1);
    assertThat(alice.heard()).containsExactly("[[\"s\", [[\"1-0\", [\"a\", \"1\"], 50, 1]]]]");
  }

  @Test
  void aPlusReadsTheLastEntryOrWaitsForTheFirst() {
    assertThat(alice.run("XREAD BLOCK 0 STREAMS s +")).isEqualTo(BLOCKED);
    keyspace.run("XADD s 1-0 a 1");
    assertThat(alice.heard()).containsExactly(ENTRY);
    assertThat(keyspace.run("XREAD STREAMS s +")).isEqualTo(ENTRY);
  }

  @Test
  void aReplyInTheNewProtocolIsAMap() {
    keyspace.run("XADD s 1-0 a 1");
    alice.sink.isResp3 = true;
    assertThat(alice.run("XREAD STREAMS s 0")).isEqualTo("{\"s\": [[\"1-0\", [\"a\", \"1\"]]]}");
  }

  @Test
  void aReaderWhoLeavesWhileWaitingLeavesNothingPending() {
    keyspace.run("XGROUP CREATE s g $ MKSTREAM");
    alice.run("XREADGROUP GROUP g alice BLOCK 0 STREAMS s >");
    keyspace.keyspace.disconnect(alice.client);
    keyspace.run("XADD s 1-0 a 1");
    assertThat(keyspace.run("XPENDING s g")).isEqualTo("[0, nil, nil, nil-array]");
  }
}
