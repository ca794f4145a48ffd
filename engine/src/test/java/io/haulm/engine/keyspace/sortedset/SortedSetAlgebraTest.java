package io.haulm.engine.keyspace.sortedset;

import static io.haulm.engine.keyspace.KeyspaceFixture.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.KeyFinders;
import io.haulm.engine.keyspace.KeyspaceFixture;
import io.haulm.engine.keyspace.set.SetFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortedSetAlgebraTest {
  private final SetFixture fixture = new SetFixture();

  @BeforeEach
  void twoSortedSetsAndASet() {
    run("zadd a 1 x 2 y 3 z");
    run("zadd b 10 y 20 z 30 w");
    run("zadd one 5 y");
    run("zadd ends -inf x inf y");
    run("sadd s y v");
    run("set text x");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          zunion 2 a b withscores                           | [x, 1, y, 12, z, 23, w, 30]
          zunion 2 a b                                      | [x, y, z, w]
          zunion 2 a b weights 10 -1 withscores             | [w, -30, x, 10, y, 10, z, 10]
          zunion 2 a b aggregate min withscores             | [x, 1, y, 2, z, 3, w, 30]
          zunion 2 a b aggregate max withscores             | [x, 1, y, 10, z, 20, w, 30]
          zunion 2 a s withscores                           | [v, 1, x, 1, y, 3, z, 3]
          zunion 2 s none weights 7 1 withscores            | [v, 7, y, 7]
          zunion 1 none                                     | []
          zunion 1 ends weights 0 withscores                | [x, 0, y, 0]
          zunion 2 ends ends weights 1 -1 withscores        | [x, 0, y, 0]
          zinter 2 a b withscores                           | [y, 12, z, 23]
          zinter 3 a b s withscores                         | [y, 13]
          zinter 2 a b weights 2 1 aggregate max withscores | [y, 10, z, 20]
          zinter 2 a none                                   | []
          zinter 2 one ends weights 1 0 withscores          | [y, 0]
          zinter 2 one ends weights 1 0 aggregate max withscores | [y, 5]
          zinter 2 ends a weights 0 1 aggregate min withscores | [x, 0, y, 0]
          zdiff 2 a b withscores                            | [x, 1]
          zdiff 2 a s                                       | [x, z]
          zdiff 2 s a withscores                            | [v, 1]
          zdiff 2 none a                                    | []
          zdiff 1 a                                         | [x, y, z]
          zintercard 2 a b                                  | 2
          zintercard 2 a b limit 1                          | 1
          zintercard 2 a b limit 0                          | 2
          zintercard 2 a s                                  | 1
          zintercard 2 a none                               | 0
          """)
  void severalAreCombined(String command, String reply) {
    assertThat(run(command)).isEqualTo(reply);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          zunion 0 a                       | ERR at least 1 input key is needed for 'zunion' command
          zdiffstore to -1 a               | ERR at least 1 input key is needed for 'zdiffstore' command
          zunion x a                       | ERR value is not an integer or out of range
          zunion 2 a                       | ERR syntax error
          zunion 2 a b weights 1           | ERR syntax error
          zunion 1 a weights x             | ERR weight value is not a float
          zunion 1 a aggregate             | ERR syntax error
          zunion 1 a aggregate foo         | ERR syntax error
          zunionstore to 1 a withscores    | ERR syntax error
          zdiff 1 a weights 1              | ERR syntax error
          zdiffstore to 1 a withscores     | ERR syntax error
          zintercard 1 a weights 1         | ERR syntax error
          zintercard 1 a limit             | ERR syntax error
          zintercard 1 a limit -1          | ERR LIMIT can't be negative
          """)
  void wordsThatMakeNoSenseAreRefused(String command, String refusal) {
    assertThat(run(command)).isEqualTo(refusal);
  }

  @Test
  void anotherTypeIsRefused() {
    assertThat(run("zunion 2 a text")).startsWith("WRONGTYPE");
    assertThat(run("zinter 2 none text")).startsWith("WRONGTYPE");
  }

  @Test
  void aResultIsStoredInPlaceOfAnything() {
    assertThat(run("zunionstore text 2 a b weights 1 2")).isEqualTo("4");
    assertThat(run("zrange text 0 -1 withscores")).isEqualTo("[x, 1, y, 22, z, 43, w, 60]");
    assertThat(run("zinterstore a 2 a b aggregate min")).isEqualTo("2");
    assertThat(run("zrange a 0 -1 withscores")).isEqualTo("[y, 2, z, 3]");
    assertThat(run("zdiffstore to 2 b a")).isEqualTo("1");
    assertThat(fixture.restarted().run("zrange to 0 -1 withscores")).isEqualTo("[w, 30]");
  }

  @Test
  void anEmptyResultLeavesNothing() {
    KeyspaceFixture.Client listener = fixture.whole.listener();
    run("zunionstore to 1 a");
    assertThat(run("zinterstore to 2 a none")).isEqualTo("0");
    assertThat(run("zdiffstore to 1 none")).isEqualTo("0");
    assertThat(run("exists to")).isEqualTo("0");
    assertThat(events(listener)).containsExactly("zunionstore to", "del to");
  }

  @Test
  void inResp3MembersStandInPairsWithScores() {
    KeyspaceFixture.Client client = fixture.whole.connect();
    client.sink.isResp3 = true;
    assertThat(client.run("zinter 2 a b withscores")).isEqualTo("[[\"y\", 12], [\"z\", 23]]");
  }

  @Test
  void theDestinationIsAKeyBesideTheSources() {
    byte[][] words = KeyspaceFixture.words("zunionstore to 2 a b weights 1 2");
    CommandTable.Found command = fixture.whole.keyspace.commands().find(words);
    CommandSpec spec = command.spec();
    assertThat(KeyFinders.find(spec, words)).containsExactly(1, 3, 4);
  }

  private String run(String command) {
    return fixture.run(command);
  }
}
