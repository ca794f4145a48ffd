package io.haulm.engine.keyspace.sortedset;

import static io.haulm.engine.keyspace.KeyspaceFixture.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.KeyspaceFixture;
import io.haulm.engine.keyspace.set.SetFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortedSetRangeTest {
  private static final String LIMIT_NEEDS_BY =
      "ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX";

  private final SetFixture fixture = new SetFixture();

  @BeforeEach
  void fourMembers() {
    run("zadd z 1 a 2 b 2 c 3.5 d");
    run("zadd lex 0 a 0 b 0 c 0 d");
  }

  @ParameterizedTest(name = "zrange {0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          z 0 -1                          | [a, b, c, d]
          z 1 2                           | [b, c]
          z -2 100                        | [c, d]
          z -100 0                        | [a]
          z 3 1                           | []
          z 4 9                           | []
          z -9 -8                         | []
          z 0 1 rev                       | [d, c]
          z -1 -1 REV WITHSCORES          | [a, 1]
          z 1 2 byscore                   | [a, b, c]
          z (1 +inf byscore               | [b, c, d]
          z +inf (2 byscore rev           | [d]
          z (3.5 2 byscore rev withscores | [c, 2, b, 2]
          z -inf +inf byscore limit 1 2   | [b, c]
          z -inf +inf byscore limit 1 -1  | [b, c, d]
          z -inf +inf byscore limit -1 2  | []
          z -inf +inf byscore limit 0 0   | []
          z -inf +inf byscore limit 4 1   | []
          z +inf -inf byscore rev limit 1 2 | [c, b]
          lex [b (d bylex                 | [b, c]
          lex - + bylex limit 1 1         | [b]
          lex (d - bylex rev              | [c, b, a]
          lex + [b bylex rev limit 1 1    | [c]
          none 0 -1                       | []
          none 0 1 byscore                | []
          """)
  void aRangeIsReturned(String words, String reply) {
    assertThat(run("zrange " + words)).isEqualTo(reply);
  }

  @Test
  void theOlderCommandsMeanTheSame() {
    assertThat(run("zrevrange z 0 1 withscores")).isEqualTo("[d, 3.5, c, 2]");
    assertThat(run("zrangebyscore z (1 2 withscores limit 1 1")).isEqualTo("[c, 2]");
    assertThat(run("zrevrangebyscore z 2 -inf limit 0 2")).isEqualTo("[c, b]");
    assertThat(run("zrangebylex lex (a +")).isEqualTo("[b, c, d]");
    assertThat(run("zrevrangebylex lex (c - limit 1 5")).isEqualTo("[a]");
  }

  @Test
  void inResp3MembersStandInPairsWithScores() {
    KeyspaceFixture.Client client = fixture.whole.connect();
    client.sink.isResp3 = true;
    assertThat(client.run("zrange z 2 3 withscores")).isEqualTo("[[\"c\", 2], [\"d\", 3.5]]");
    assertThat(client.run("zrange z 2 3")).isEqualTo("[\"c\", \"d\"]");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          zrange z 0 -1 byscore bylex       | ERR syntax error
          zrange z 0 1 rev rev              | ERR syntax error
          zrange z 0 1 limit 0              | ERR syntax error
          zrange z 0 1 foo                  | ERR syntax error
          zrangebyscore z 0 1 rev           | ERR syntax error
          zrevrange z 0 1 byscore           | ERR syntax error
          zrangestore to z 0 -1 withscores  | ERR syntax error
          zrange z a 1                      | ERR value is not an integer or out of range
          zrange none a 1                   | ERR value is not an integer or out of range
          zrange z 0 1 byscore limit x 1    | ERR value is not an integer or out of range
          zrange z 0 x byscore              | ERR min or max is not a float
          zrange none x 1 byscore           | ERR min or max is not a float
          zrange z 0 1 bylex                | ERR min or max not valid string range item
          zrange z - + bylex withscores \
          | ERR syntax error, WITHSCORES not supported in combination with BYLEX
          """)
  void wordsThatMakeNoSenseAreRefused(String command, String refusal) {
    assertThat(run(command)).isEqualTo(refusal);
  }

  @Test
  void aLimitNeedsScoresOrMembers() {
    assertThat(run("zrange z 0 1 limit 0 1")).isEqualTo(LIMIT_NEEDS_BY);
    assertThat(run("zrevrange z 0 1 limit 0 1")).isEqualTo(LIMIT_NEEDS_BY);
    assertThat(run("zrangestore to z 0 1 limit 0 1")).isEqualTo(LIMIT_NEEDS_BY);
  }

  @Test
  void aRangeIsStoredInPlaceOfAnything() {
    run("set to x");
    assertThat(run("zrangestore to z 2 2 byscore")).isEqualTo("2");
    assertThat(run("zrange to 0 -1 withscores")).isEqualTo("[b, 2, c, 2]");
    assertThat(run("zrangestore z z 0 0 rev")).isEqualTo("1");
    assertThat(run("zrange z 0 -1")).isEqualTo("[d]");
    assertThat(fixture.restarted().run("zrange to 0 -1 withscores")).isEqualTo("[b, 2, c, 2]");
  }

  @Test
  void anEmptyRangeLeavesNothing() {
    KeyspaceFixture.Client listener = fixture.whole.listener();
    run("zrangestore to z 0 1");
    assertThat(run("zrangestore to z 9 10")).isEqualTo("0");
    assertThat(run("zrangestore to none 0 1")).isEqualTo("0");
    assertThat(run("exists to")).isEqualTo("0");
    assertThat(events(listener)).containsExactly("zrangestore to", "del to");
  }

  @Test
  void anotherTypeIsRefusedOnceTheEndsMakeSense() {
    run("set text x");
    assertThat(run("zrange text 0 1")).startsWith("WRONGTYPE");
    assertThat(run("zrange text x 1")).startsWith("ERR value");
    assertThat(run("zrangestore to text 0 1")).startsWith("WRONGTYPE");
  }

  private String run(String command) {
    return fixture.run(command);
  }
}
