package io.haulm.engine.keyspace.sortedset;

import static io.haulm.engine.keyspace.KeyspaceFixture.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.KeyspaceFixture;
import io.haulm.engine.keyspace.set.SetFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortedSetAddTest {
  private final SetFixture fixture = new SetFixture();

  @Test
  void membersStandInTheOrderOfScoresThenBytes() {
    assertThat(run("zadd z 2 b 1 z 2 a 1e3 big -inf first")).isEqualTo("5");
    assertThat(run("zrange z 0 -1")).isEqualTo("[first, z, a, b, big]");
    assertThat(run("type z")).isEqualTo("zset");
  }

  @Test
  void aKnownMemberGetsTheNewScore() {
    run("zadd z 1 a 2 b");
    assertThat(run("zadd z 3 a 4 c")).isEqualTo("1");
    assertThat(run("zadd z ch 5 a 4 c 6 d")).isEqualTo("2");
    assertThat(run("zrange z 0 -1 withscores")).isEqualTo("[b, 2, c, 4, a, 5, d, 6]");
  }

  @Test
  void aLaterPairSeesWhatAnEarlierOneDid() {
    assertThat(run("zadd z nx 1 a 2 a")).isEqualTo("1");
    assertThat(run("zscore z a")).isEqualTo("1");
    assertThat(run("zadd z gt ch 5 a 3 a 7 a")).isEqualTo("2");
    assertThat(run("zscore z a")).isEqualTo("7");
  }

  @ParameterizedTest(name = "zadd z {0} {1} m: {2}, then {3}")
  @CsvSource({
    "nx,9,0,5",
    "xx,9,0,9",
    "gt,9,0,9",
    "gt,1,0,5",
    "lt,9,0,5",
    "lt,1,0,1",
    "xx ch,9,1,9",
    "xx ch,5,0,5",
    "gt ch,1,0,5",
    "incr,2,7,7",
    "nx incr,2,nil,5",
    "gt incr,-1,nil,5",
    "lt incr,-1,4,4",
    "gt incr,0,nil,5",
    "incr,0,5,5",
  })
  void optionsRuleOverAKnownMember(String options, String score, String reply, String after) {
    run("zadd z 5 m");
    assertThat(run("zadd z " + options + " " + score + " m")).isEqualTo(reply);
    assertThat(run("zscore z m")).isEqualTo(after);
  }

  @ParameterizedTest(name = "zadd z {0} 2 new: {1}, then {2}")
  @CsvSource({
    "nx,1,2",
    "xx,0,nil",
    "gt,1,2",
    "lt,1,2",
    "ch,1,2",
    "incr,2,2",
    "xx incr,nil,nil",
    "gt incr,2,2",
  })
  void optionsRuleOverANewMember(String options, String reply, String after) {
    assertThat(run("zadd z " + options + " 2 new")).isEqualTo(reply);
    assertThat(run("zscore z new")).isEqualTo(after);
    assertThat(run("exists z")).isEqualTo(after.equals("nil") ? "0" : "1");
  }

  @Test
  void whatChangesNothingCostsNoFact() {
    run("zadd z 1 a");
    int before = fixture.facts();
    run("zadd z 1 a");
    run("zadd z nx 2 a");
    run("zadd none xx 2 a");
    run("zincrby z 0 a");
    assertThat(fixture.facts()).isEqualTo(before);
  }

  @Test
  void aScoreIsIncremented() {
    assertThat(run("zincrby z 1.5 m")).isEqualTo("1.5");
    assertThat(run("zincrby z -4 m")).isEqualTo("-2.5");
    assertThat(run("zincrby z 0.1 n")).isEqualTo("0.1");
    assertThat(run("zincrby z 0.2 n")).isEqualTo("0.30000000000000004");
  }

  @Test
  void infinitiesThatCancelEachOtherAreRefused() {
    run("zadd z inf m");
    String refusal = "ERR resulting score is not a number (NaN)";
    assertThat(run("zincrby z -inf m")).isEqualTo(refusal);
    assertThat(run("zadd z incr -inf m")).isEqualTo(refusal);
    assertThat(run("zscore z m")).isEqualTo("inf");
  }

  @Test
  void minusZeroIsZero() {
    run("zadd z -0 a");
    assertThat(run("zscore z a")).isEqualTo("0");
    assertThat(run("zadd z ch 0 a")).isEqualTo("0");
  }

  @Test
  void wordsThatMakeNoSenseAreRefused() {
    assertThat(run("zadd z 1 a x b")).isEqualTo("ERR value is not a valid float");
    assertThat(run("zadd z nan a")).isEqualTo("ERR value is not a valid float");
    assertThat(run("zincrby z x a")).isEqualTo("ERR value is not a valid float");
    assertThat(run("zadd z 1 a 2")).isEqualTo("ERR syntax error");
    assertThat(run("zadd z nx ch")).isEqualTo("ERR syntax error");
    assertThat(run("zadd z nx xx 1 a"))
        .isEqualTo("ERR XX and NX options at the same time are not compatible");
    for (String pair : new String[] {"gt lt", "nx gt", "nx lt"}) {
      assertThat(run("zadd z " + pair + " 1 a"))
          .isEqualTo("ERR GT, LT, and/or NX options at the same time are not compatible");
    }
    assertThat(run("zadd z incr 1 a 2 b"))
        .isEqualTo("ERR INCR option supports a single increment-element pair");
    assertThat(run("exists z")).isEqualTo("0");
    run("set text x");
    assertThat(run("zadd text 1 a")).startsWith("WRONGTYPE");
  }

  @Test
  void scoresAreDoublesInResp3() {
    KeyspaceFixture.Client client = fixture.whole.connect();
    client.sink.isResp3 = true;
    assertThat(client.run("zincrby z 1.5 m")).isEqualTo("1.5");
    assertThat(client.run("zadd z incr 1 m")).isEqualTo("2.5");
    assertThat(fixture.whole.run("zincrby z 1 m")).isEqualTo("3.5");
  }

  @Test
  void changesAreMadeKnown() {
    KeyspaceFixture.Client listener = fixture.whole.listener();
    run("zadd z 1 a");
    run("zadd z 1 a");
    run("zadd z 2 a");
    run("zincrby z 1 a");
    run("zadd z incr 1 a");
    assertThat(events(listener)).containsExactly("zadd z", "zadd z", "zincr z", "zincr z");
  }

  private String run(String command) {
    return fixture.run(command);
  }
}
