package io.haulm.engine.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionCommandsTest {
  private final KeyspaceFixture fixture = new KeyspaceFixture();
  private final KeyspaceFixture.Client other = fixture.connect();

  @Test
  void commandsAreKeptUntilTheyAreExecuted() {
    fixture.talk(
        """
        MULTI => OK
        SET a 5 => QUEUED
        INCR a => QUEUED
        """);
    assertThat(other.run("GET a")).isEqualTo("nil");

    fixture.talk("EXEC => [OK, 6]\nGET a => \"6\"");
  }

  @Test
  void oneThatFailsDoesNotStopTheOthers() {
    fixture.talk(
        """
        MULTI => OK
        SET a 5 => QUEUED
        LPUSH a 1 => QUEUED
        INCR a => QUEUED
        EXEC => [OK, WRONGTYPE Operation against a key holding the wrong kind of value, 6]
        """);
  }

  @Test
  void oneThatCannotBeQueuedSpoilsAll() {
    fixture.talk(
        """
        MULTI => OK
        SET a 5 => QUEUED
        GET => ERR wrong number of arguments for 'get' command
        EXEC => EXECABORT Transaction discarded because of previous errors.
        MULTI => OK
        OBJECT FOO x => ERR unknown subcommand 'FOO'. Try OBJECT HELP.
        EXEC => EXECABORT Transaction discarded because of previous errors.
        GET a => nil
        """);
  }

  @Test
  void wordsOutOfPlaceAreRefusedAndSpoilNothing() {
    fixture.talk(
        """
        EXEC => ERR EXEC without MULTI
        DISCARD => ERR DISCARD without MULTI
        MULTI => OK
        MULTI => ERR MULTI calls can not be nested
        WATCH x => ERR WATCH inside MULTI is not allowed
        SET a 1 => QUEUED
        EXEC => [OK]
        MULTI => OK
        SET a 2 => QUEUED
        DISCARD => OK
        GET a => "1"
        """);
  }

  @Test
  void anExecThatCannotBeRunEndsTheTransaction() {
    fixture.talk(
        """
        MULTI => OK
        EXEC x => EXECABORT Transaction discarded because of: wrong number of arguments for 'exec' command
        EXEC => ERR EXEC without MULTI
        """);
  }

  @Test
  void withoutRoomNothingIsExecuted() {
    fixture.talk(
        """
        MULTI => OK
        SET a 1 => QUEUED
        """);
    fixture.log.isFull = true;

    assertThat(fixture.run("EXEC"))
        .startsWith("EXECABORT Transaction discarded because of: MISCONF ");
    assertThat(fixture.run("EXEC")).isEqualTo("ERR EXEC without MULTI");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "SET k 2",
        "DEL k",
        "APPEND k x",
        "EXPIRE k 100",
        "RENAME k z",
        "RENAME y k",
        "COPY y k REPLACE",
        "MOVE k 3",
        "FLUSHDB",
        "FLUSHALL",
        "SWAPDB 0 1",
        "SORT none STORE k"
      })
  void aChangeToAWatchedKeyStopsIt(String change) {
    assertThat(executedAfter(_ -> other.run(change))).isEqualTo("nil-array");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"GET k", "TOUCH k", "COPY k z", "EXISTS k", "SET other 1", "SWAPDB 3 4"})
  void whatChangesNothingDoesNotStopIt(String command) {
    assertThat(executedAfter(_ -> other.run(command))).isEqualTo("[]");
  }

  @Test
  void aWatchedKeyThatExpiresStopsIt() {
    fixture.run("PEXPIRE k 10");
    assertThat(executedAfter(_ -> other.run("PEXPIRE k 10"))).isEqualTo("nil-array");

    fixture.runAll("SET k 1 PX 10", "WATCH k", "MULTI");
    fixture.now += 10;
    assertThat(fixture.run("EXEC")).isEqualTo("nil-array");
  }

  @Test
  void aKeyThatHadExpiredBeforeItWasWatchedDoesNot() {
    fixture.run("SET k 1 PX 10");
    fixture.now += 10;
    fixture.runAll("WATCH k", "MULTI");
    other.run("GET k");

    assertThat(fixture.run("EXEC")).isEqualTo("[]");
  }

  @Test
  void watchesEndWithExecDiscardAndUnwatch() {
    for (String end : new String[] {"EXEC", "DISCARD"}) {
      fixture.runAll("WATCH k", "MULTI", end);
      other.run("SET k 3");
      assertThat(fixture.runAll("MULTI", "EXEC")).isEqualTo("[]");
    }
    fixture.runAll("WATCH k", "UNWATCH");
    other.run("SET k 4");
    assertThat(fixture.runAll("MULTI", "EXEC")).isEqualTo("[]");
  }

  @Test
  void nobodyWaitsInsideOfATransaction() {
    assertThat(fixture.runAll("MULTI", "BLPOP none 0", "EXEC")).isEqualTo("[nil-array]");
  }

  @Test
  void thoseWhoWaitAreServedWhenItHasEnded() {
    other.run("BLPOP a b 0");
    fixture.runAll("MULTI", "RPUSH b 2", "RPUSH a 0", "DEL a", "RPUSH a 1", "EXEC");

    assertThat(other.heard()).containsExactly("[\"a\", \"1\"]");
    assertThat(fixture.run("LLEN b")).isEqualTo("1");
  }

  private String executedAfter(Consumer<KeyspaceFixture> change) {
    fixture.runAll("SET k 1", "SET y 1", "WATCH k");
    change.accept(fixture);
    return fixture.runAll("MULTI", "EXEC");
  }

  @Test
  void transactionThatTakesTooMuchMemoryIsRefused() {
    KeyspaceFixture small = new KeyspaceFixture(new KeyspaceOptions(1 << 20, 1));
    String word = "x".repeat(160_000);

    assertThat(small.run("MULTI")).isEqualTo("OK");
    assertThat(small.run("GET " + word)).isEqualTo("QUEUED");
    assertThat(small.run("GET " + word)).startsWith("OOM");
    assertThat(small.run("EXEC")).startsWith("EXECABORT");
  }
}
