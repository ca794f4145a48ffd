package io.haulm.engine.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatabaseCommandsTest {
  private final KeyspaceFixture fixture = new KeyspaceFixture();

  @Test
  void databasesAreSelectedByNumber() {
    fixture.talk(
        """
        SELECT 15 => OK
        SELECT 16 => ERR DB index is out of range
        SELECT -1 => ERR DB index is out of range
        SELECT x => ERR value is not an integer or out of range
        SELECT 99999999999 => ERR value is out of range, value must between -2147483648 and 2147483647
        """);
  }

  @Test
  void databasesSwapWhatTheyHold() {
    fixture.talk(
        """
        SET a 0 => OK
        SET v 0 EX 100 => OK
        SELECT 1 => OK
        SET a 1 => OK
        SWAPDB 0 1 => OK
        GET a => "0"
        TTL v => 100
        DBSIZE => 2
        SELECT 0 => OK
        GET a => "1"
        DBSIZE => 1
        SWAPDB 0 0 => OK
        SWAPDB x 1 => ERR invalid first DB index
        SWAPDB 1 x => ERR invalid second DB index
        SWAPDB 1 99 => ERR DB index is out of range
        SWAPDB 99 1 => ERR DB index is out of range
        SWAPDB -1 1 => ERR DB index is out of range
        SWAPDB 99999999999 1 => ERR invalid first DB index
        """);
  }

  @Test
  void allKeysAreDeletedAtOnce() {
    fixture.talk(
        """
        SET a 1 => OK
        SELECT 1 => OK
        SET a 1 => OK
        FLUSHDB => OK
        DBSIZE => 0
        SELECT 0 => OK
        DBSIZE => 1
        FLUSHDB FOO => ERR syntax error
        FLUSHALL ASYNC SYNC => ERR syntax error
        FLUSHALL ASYNC => OK
        DBSIZE => 0
        FLUSHDB SYNC => OK
        """);
  }

  @Test
  void swappedAndFlushedDatabasesKeepTheirTimes() {
    fixture.runAll("SET a 1 PX 100", "SWAPDB 0 1", "SET b 1 PX 100", "FLUSHDB");
    fixture.pass(100);

    assertThat(fixture.dump()).isEmpty();
    assertThat(fixture.keyspace.volatileKeys(1)).isZero();
    assertThat(fixture.keyspace.bytes()).isZero();
  }
}
