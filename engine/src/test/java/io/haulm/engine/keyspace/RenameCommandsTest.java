package io.haulm.engine.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RenameCommandsTest {
  private final KeyspaceFixture fixture = new KeyspaceFixture();

  @Test
  void aValueGetsAnotherName() {
    fixture.talk(
        """
        MSET one 1 two 2 three 3 four 4 => OK
        RENAME one uno => OK
        RENAME uno two => OK
        GET two => "1"
        RENAMENX two three => 0
        RENAMENX two dos => 1
        RENAME nokey x => ERR no such key
        RENAME dos dos => OK
        COPY dos tres => 1
        COPY dos tres => 0
        COPY dos tres REPLACE => 1
        COPY dos three DB 1 => 1
        COPY nokey x => 0
        COPY dos dos => ERR source and destination objects are the same
        COPY dos dos DB 1 => 1
        EXPIRE dos 100 => 1
        RENAME dos d2 => OK
        TTL d2 => 100
        COPY d2 d3 => 1
        TTL d3 => 100
        MOVE d2 2 => 1
        TTL d2 => -2
        SELECT 2 => OK
        TTL d2 => 100
        MOVE d2 2 => ERR source and destination objects are the same
        MOVE d2 0 => 1
        """);
  }

  @Test
  void nonsenseIsRefused() {
    fixture.talk(
        """
        SET a 1 => OK
        MOVE a abc => ERR value is not an integer or out of range
        MOVE a 99 => ERR DB index is out of range
        MOVE a 0 => ERR source and destination objects are the same
        COPY a b DB abc => ERR value is not an integer or out of range
        COPY a b DB 77 => ERR DB index is out of range
        COPY a a => ERR source and destination objects are the same
        COPY a b DB => ERR syntax error
        RENAME nokey nokey => ERR no such key
        RENAMENX a a => 0
        """);
  }

  @Test
  void theEventsAreThoseOfRedis() {
    fixture.runAll("SET a 1", "SET d 1");
    KeyspaceFixture.Client listener = fixture.listener();
    fixture.runAll(
        "RENAME a b", "RENAME b b", "COPY b c DB 2", "MOVE b 3", "RENAMENX d e", "COPY e e2");

    assertThat(KeyspaceFixture.events(listener))
        .containsExactly(
            "rename_from a",
            "rename_to b",
            "2:copy_to c",
            "move_from b",
            "3:move_to b",
            "rename_from d",
            "rename_to e",
            "copy_to e2");
  }

  @Test
  void aMovedKeyKeepsItsTime() {
    fixture.runAll("SET a 1 PX 100", "RENAME a b", "MOVE b 5");
    fixture.pass(99);
    assertThat(fixture.keyspace.size(5)).isEqualTo(1);
    fixture.pass(1);
    assertThat(fixture.keyspace.size(5)).isZero();
  }

  @Test
  void aKeyUnderItsNewNameServesThoseWhoWait() {
    KeyspaceFixture.Client byRename = waiting("BLPOP renamed 0");
    KeyspaceFixture.Client byCopy = waiting("BLPOP copied 0");
    KeyspaceFixture.Client byMove = waiting("BLPOP moved 0");
    KeyspaceFixture.Client bySwap = waiting("BLPOP swapped 0");
    fixture.runAll("RPUSH l x", "COPY l copied", "RENAME l renamed");
    fixture.runAll("SELECT 4", "RPUSH moved x", "RPUSH swapped x", "MOVE moved 0", "SWAPDB 0 4");

    assertThat(byRename.heard()).containsExactly("[\"renamed\", \"x\"]");
    assertThat(byCopy.heard()).containsExactly("[\"copied\", \"x\"]");
    assertThat(byMove.heard()).containsExactly("[\"moved\", \"x\"]");
    assertThat(bySwap.heard()).containsExactly("[\"swapped\", \"x\"]");
    assertThat(fixture.keyspace.blocked().count()).isZero();
  }

  private KeyspaceFixture.Client waiting(String command) {
    KeyspaceFixture.Client client = fixture.connect();
    assertThat(client.run(command)).isEqualTo(KeyspaceFixture.BLOCKED);
    return client;
  }
}
