package io.haulm.engine.keyspace.sortedset;

import static io.haulm.engine.keyspace.KeyspaceFixture.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.KeyspaceFixture;
import io.haulm.engine.keyspace.set.SetFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedSetRemoveTest {
  private final SetFixture fixture = new SetFixture();

  @BeforeEach
  void fourMembers() {
    run("zadd z 0 a 0 b 0 c 0 d");
  }

  @Test
  void namedMembersGo() {
    assertThat(run("zrem z b x b")).isEqualTo("1");
    assertThat(run("zrange z 0 -1")).isEqualTo("[a, c, d]");
    assertThat(run("zrem none a")).isEqualTo("0");
    assertThat(run("zrem z a c d")).isEqualTo("3");
    assertThat(run("exists z")).isEqualTo("0");
  }

  @Test
  void aRangeOfPlacesGoes() {
    assertThat(run("zremrangebyrank z 1 -2")).isEqualTo("2");
    assertThat(run("zrange z 0 -1")).isEqualTo("[a, d]");
    assertThat(run("zremrangebyrank z 5 9")).isEqualTo("0");
  }

  @Test
  void aRangeOfScoresGoes() {
    run("zadd z 1 b 2 c 3 d");
    assertThat(run("zremrangebyscore z (0 (3")).isEqualTo("2");
    assertThat(run("zrange z 0 -1")).isEqualTo("[a, d]");
  }

  @Test
  void aRangeOfMembersGoes() {
    assertThat(run("zremrangebylex z [b +")).isEqualTo("3");
    assertThat(run("zrange z 0 -1")).isEqualTo("[a]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"zremrangebyrank z 0 -1", "zremrangebyscore z -inf inf", "zremrangebylex z - +"})
  void theWholeRangeTakesTheKeyAlong(String command) {
    assertThat(run(command)).isEqualTo("4");
    assertThat(run("exists z")).isEqualTo("0");
    assertThat(fixture.restarted().run("exists z")).isEqualTo("0");
  }

  @Test
  void endsThatMakeNoSenseAreRefusedEvenWithoutAKey() {
    for (String key : new String[] {"z", "none"}) {
      assertThat(run("zremrangebyrank " + key + " a 1"))
          .isEqualTo("ERR value is not an integer or out of range");
      assertThat(run("zremrangebyscore " + key + " a 1"))
          .isEqualTo("ERR min or max is not a float");
      assertThat(run("zremrangebylex " + key + " a +"))
          .isEqualTo("ERR min or max not valid string range item");
    }
    run("set text x");
    assertThat(run("zrem text a")).startsWith("WRONGTYPE");
    assertThat(run("zremrangebyrank text 0 1")).startsWith("WRONGTYPE");
  }

  @Test
  void removalsAreMadeKnown() {
    KeyspaceFixture.Client listener = fixture.whole.listener();
    run("zrem z a");
    run("zremrangebyrank z 0 0");
    run("zremrangebyrank z 7 8");
    run("zremrangebyscore z (0 9");
    run("zremrangebylex z - [c");
    run("zremrangebyscore z 0 0");
    assertThat(events(listener))
        .containsExactly(
            "zrem z", "zremrangebyrank z", "zremrangebylex z", "zremrangebyscore z", "del z");
  }

  private String run(String command) {
    return fixture.run(command);
  }
}
