package io.haulm.engine.keyspace.sortedset;

import static io.haulm.engine.keyspace.set.SetFixture.elements;
import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.KeyspaceFixture;
import io.haulm.engine.keyspace.RandomCount;
import io.haulm.engine.keyspace.set.SetFixture;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SortedSetLookupTest {
  private final SetFixture fixture = new SetFixture();

  @BeforeEach
  void fourMembers() {
    run("zadd z 1 a 2 b 2 c 3.5 d");
  }

  @Test
  void scoresAreFoundByMember() {
    assertThat(run("zscore z d")).isEqualTo("3.5");
    assertThat(run("zscore z x")).isEqualTo("nil");
    assertThat(run("zscore none x")).isEqualTo("nil");
    assertThat(run("zmscore z b x a")).isEqualTo("[2, nil, 1]");
    assertThat(run("zmscore none b x")).isEqualTo("[nil, nil]");
    assertThat(run("zcard z")).isEqualTo("4");
    assertThat(run("zcard none")).isEqualTo("0");
  }

  @ParameterizedTest(name = "from {0} to {1}: {2}")
  @CsvSource({
    "-inf,+inf,4",
    "2,2,2",
    "(1,(3.5,2",
    "(2,3,0",
    "3,1,0",
    "1,inf,4",
    "'\"\"',2,3",
    "(1,3.5,3",
  })
  void membersWithinScoresAreCounted(String min, String max, String count) {
    assertThat(run("zcount z " + min + " " + max)).isEqualTo(count);
  }

  @ParameterizedTest(name = "from {0} to {1}: {2}")
  @CsvSource({
    "-,+,4", "+,-,0", "[b,[c,2", "(b,[c,1", "(b,(c,0", "[b,+,3", "-,(b,1", "[,[bb,2", "-,-,0",
    "+,+,0",
  })
  void membersBetweenMembersAreCounted(String min, String max, String count) {
    run("zadd lex 0 a 0 b 0 c 0 d");
    assertThat(run("zlexcount lex " + min + " " + max)).isEqualTo(count);
    assertThat(run("zlexcount none " + min + " " + max)).isEqualTo("0");
  }

  @Test
  void endsThatMakeNoSenseAreRefused() {
    for (String ends : new String[] {"a 1", "1 b", "(x 1", "nan 1"}) {
      assertThat(run("zcount z " + ends)).isEqualTo("ERR min or max is not a float");
    }
    for (String ends : new String[] {"a [b", "[a b", "+a +", "\"\" +", "- -1"}) {
      assertThat(run("zlexcount z " + ends))
          .isEqualTo("ERR min or max not valid string range item");
    }
  }

  @Test
  void ranksCountFromEitherEnd() {
    assertThat(run("zrank z c")).isEqualTo("2");
    assertThat(run("zrevrank z c")).isEqualTo("1");
    assertThat(run("zrank z c withscore")).isEqualTo("[2, 2]");
    assertThat(run("zrevrank z d WITHSCORE")).isEqualTo("[0, 3.5]");
  }

  @Test
  void whoIsNotThereHasNoRank() {
    assertThat(run("zrank z x")).isEqualTo("nil");
    assertThat(run("zrank z x withscore")).isEqualTo("nil-array");
    assertThat(run("zrank none x")).isEqualTo("nil");
    assertThat(run("zrank z a foo")).isEqualTo("ERR syntax error");
    assertThat(run("zrank z a withscore x")).isEqualTo("ERR syntax error");
  }

  @Test
  void membersAreChosenByChance() {
    assertThat(run("zrandmember z")).isIn("a", "b", "c", "d");
    assertThat(elements(run("zrandmember z 10"))).containsExactlyInAnyOrder("a", "b", "c", "d");
    assertThat(elements(run("zrandmember z 2"))).hasSize(2).doesNotHaveDuplicates();
    assertThat(elements(run("zrandmember z -100"))).hasSize(100).contains("a", "b", "c", "d");
    assertThat(run("zrandmember z -2 withscores")).matches("\\[[a-d], [0-9.]+, [a-d], [0-9.]+]");
    assertThat(run("zrandmember none")).isEqualTo("nil");
    assertThat(run("zrandmember none 2")).isEqualTo("[]");
    assertThat(run("zrandmember z 0")).isEqualTo("[]");
  }

  @Test
  void countsThatMakeNoSenseAreRefused() {
    assertThat(run("zrandmember z 1 foo")).isEqualTo("ERR syntax error");
    assertThat(run("zrandmember z 1 withscores x")).isEqualTo("ERR syntax error");
    assertThat(run("zrandmember z " + Long.MAX_VALUE + " withscores"))
        .isEqualTo("ERR value is out of range");
    assertThat(run("zrandmember z -" + (RandomCount.REPEATS_MAX + 1L)))
        .isEqualTo("ERR value is out of range");
  }

  @Test
  void aSmallSetIsScannedInOneStep() {
    assertThat(run("zscan z 0")).isEqualTo("[0, [a, 1, b, 2, c, 2, d, 3.5]]");
    assertThat(run("zscan z 0 match [ad] count 1")).isEqualTo("[0, [a, 1, d, 3.5]]");
    assertThat(run("zscan none 0")).isEqualTo("[0, []]");
    assertThat(run("zscan z x")).isEqualTo("ERR invalid cursor");
  }

  @ParameterizedTest(name = "in steps of {0}")
  @ValueSource(ints = {1, 10, 1000})
  void whoStaysIsSeenThoughScoresChange(int count) {
    for (int i = 0; i < 500; i++) {
      run("zadd large " + i + " stays" + i);
    }
    Set<String> seen = new HashSet<>();
    String cursor = "0";
    int step = 0;
    do {
      String reply = run("zscan large " + cursor + " count " + count);
      int comma = reply.indexOf(',');
      cursor = reply.substring(1, comma);
      seen.addAll(elements(reply.substring(comma + 2, reply.length() - 1)));
      run("zadd large " + -step + " stays" + step % 500 + " 1 new" + step);
      step++;
    } while (!cursor.equals("0"));
    assertThat(seen.stream().filter(word -> word.startsWith("stays"))).hasSize(500);
  }

  @Test
  void inResp3ScoresAreDoublesAndStandInPairs() {
    KeyspaceFixture.Client client = fixture.whole.connect();
    client.sink.isResp3 = true;
    assertThat(client.run("zmscore z d x")).isEqualTo("[3.5, nil]");
    assertThat(client.run("zrank z d withscore")).isEqualTo("[3, 3.5]");
    assertThat(client.run("zrandmember z -1 withscores")).matches("\\[\\[\"[a-d]\", [0-9.]+]]");
    assertThat(client.run("zscan z 0 match d")).isEqualTo("[\"0\", [\"d\", \"3.5\"]]");
  }

  @Test
  void anotherTypeIsRefused() {
    run("set text x");
    for (String command :
        new String[] {
          "zscore text a",
          "zmscore text a",
          "zcard text",
          "zcount text 0 1",
          "zlexcount text - +",
          "zrank text a",
          "zrandmember text",
          "zscan text 0",
        }) {
      assertThat(run(command)).as(command).startsWith("WRONGTYPE");
    }
  }

  private String run(String command) {
    return fixture.run(command);
  }
}
