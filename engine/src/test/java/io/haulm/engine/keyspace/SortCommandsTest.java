package io.haulm.engine.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SortCommandsTest {
  private final KeyspaceFixture fixture = new KeyspaceFixture();

  @Test
  void aListIsSortedByNumbersOrBytes() {
    fixture.talk(
        """
        RPUSH l 3 1 2 10 -1 => 5
        SORT l => ["-1", "1", "2", "3", "10"]
        SORT l DESC => ["10", "3", "2", "1", "-1"]
        SORT l ALPHA => ["-1", "1", "10", "2", "3"]
        SORT l ALPHA DESC => ["3", "2", "10", "1", "-1"]
        SORT l BY nosort => ["3", "1", "2", "10", "-1"]
        SORT l BY nosort DESC LIMIT 1 2 => ["10", "2"]
        SORT_RO l => ["-1", "1", "2", "3", "10"]
        """);
  }

  @Test
  void aPartOfTheResultIsTold() {
    fixture.talk(
        """
        RPUSH l 3 1 2 10 -1 => 5
        SORT l LIMIT 1 2 => ["1", "2"]
        SORT l LIMIT -1 2 => ["-1", "1"]
        SORT l LIMIT 1 -2 => ["1", "2", "3", "10"]
        SORT l LIMIT 10 2 => []
        SORT l LIMIT 1 0 => []
        SORT nokey => []
        """);
  }

  @Test
  void otherKeysTellTheOrderAndTheResult() {
    fixture.talk(
        """
        RPUSH l 3 1 2 10 -1 => 5
        MSET w_1 5 w_2 4 w_3 3 o_1 one o_2 two => OK
        SORT l BY w_* => ["-1", "10", "3", "2", "1"]
        SORT l BY w_* DESC LIMIT 0 2 GET # GET o_* GET nostar => ["1", "one", nil, "2", "two", nil]
        SORT l BY o_* => ERR One or more scores can't be converted into double
        SORT l LIMIT 0 1 GET o_*->f GET o_*-> => [nil, nil]
        HSET h_1 w 9 n nine => 2
        HSET h_2 w 8 => 1
        SORT l BY h_*->w DESC LIMIT 0 2 GET # GET h_*->n => ["1", "nine", "2", nil]
        """);
  }

  @Test
  void setsAndSortedSetsAreSortedToo() {
    fixture.talk(
        """
        SADD s b a c => 3
        SORT s => ERR One or more scores can't be converted into double
        SORT s ALPHA => ["a", "b", "c"]
        SORT s BY nosort STORE d => 3
        LRANGE d 0 -1 => ["a", "b", "c"]
        ZADD z 3 a 2 b 1 c => 3
        SORT z BY nosort => ["c", "b", "a"]
        SORT z BY nosort DESC LIMIT 0 1 => ["a"]
        """);
  }

  @Test
  void theResultBecomesAList() {
    fixture.runAll("RPUSH l 2 1", "SET o_1 one");
    KeyspaceFixture.Client listener = fixture.listener();
    fixture.talk(
        """
        SORT l GET o_* STORE d => 2
        LRANGE d 0 -1 => ["one", ""]
        SORT nokey STORE d => 0
        EXISTS d => 0
        SORT nokey STORE d => 0
        SORT l STORE l => 2
        LRANGE l 0 -1 => ["1", "2"]
        """);

    assertThat(KeyspaceFixture.events(listener))
        .containsExactly("sortstore d", "del d", "sortstore l");
  }

  @Test
  void nonsenseIsRefused() {
    fixture.talk(
        """
        SET str x => OK
        SORT str => WRONGTYPE Operation against a key holding the wrong kind of value
        RPUSH l 1 => 1
        SORT l LIMIT x 1 => ERR value is not an integer or out of range
        SORT l LIMIT 1 => ERR syntax error
        SORT l BY => ERR syntax error
        SORT_RO l STORE d => ERR syntax error
        """);
  }

  @Test
  void itsKeysAreFound() {
    assertThat(keys("SORT l BY store LIMIT 0 1 STORE d STORE e")).containsExactly(1, 10);
    assertThat(keys("SORT_RO l BY x")).containsExactly(1);
  }

  private int[] keys(String command) {
    byte[][] argv = KeyspaceFixture.words(command);
    return KeyFinders.find(fixture.keyspace.commands().find(argv).spec(), argv);
  }
}
