package io.haulm.engine.keyspace.sortedset;

import static io.haulm.engine.keyspace.KeyspaceFixture.BLOCKED;
import static io.haulm.engine.keyspace.KeyspaceFixture.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.KeyspaceFixture;
import io.haulm.engine.keyspace.set.SetFixture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortedSetPopTest {
  private final SetFixture fixture = new SetFixture();

  @Test
  void theLowestOrHighestMemberIsTaken() {
    run("zadd z 1 a 2 b 3 c 4 d");
    assertThat(run("zpopmin z")).isEqualTo("[a, 1]");
    assertThat(run("zpopmax z")).isEqualTo("[d, 4]");
    assertThat(run("zpopmax z 5")).isEqualTo("[c, 3, b, 2]");
    assertThat(run("exists z")).isEqualTo("0");
    assertThat(run("zpopmin z")).isEqualTo("[]");
    assertThat(run("zpopmin z 2")).isEqualTo("[]");
  }

  @Test
  void poppingNoneLeavesAll() {
    run("zadd z 1 a");
    assertThat(run("zpopmin z 0")).isEqualTo("[]");
    assertThat(run("zcard z")).isEqualTo("1");
  }

  @Test
  void theFirstKeyThatHasMembersGivesSome() {
    run("zadd y 1 a 2 b 3 c");
    run("zadd z 9 z");
    assertThat(run("zmpop 3 x y z min")).isEqualTo("[y, [[a, 1]]]");
    assertThat(run("zmpop 2 y z MAX COUNT 5")).isEqualTo("[y, [[c, 3], [b, 2]]]");
    assertThat(run("zmpop 1 y min")).isEqualTo("nil-array");
    assertThat(run("bzmpop 0 2 y z min")).isEqualTo("[z, [[z, 9]]]");
  }

  @Test
  void inResp3AMemberStandsInAPairOnlyWithACount() {
    KeyspaceFixture.Client client = fixture.whole.connect();
    client.sink.isResp3 = true;
    run("zadd z 1 a 2 b 3 c 4 d");
    assertThat(client.run("zpopmin z")).isEqualTo("[\"a\", 1]");
    assertThat(client.run("zpopmin z 1")).isEqualTo("[[\"b\", 2]]");
    assertThat(client.run("bzpopmin z 0")).isEqualTo("[\"z\", \"c\", 3]");
    assertThat(client.run("zmpop 1 z min")).isEqualTo("[\"z\", [[\"d\", 4]]]");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          zpopmin z -1              | ERR value is out of range, must be positive
          zpopmin none x            | ERR value is out of range, must be positive
          zpopmin z 1 2             | ERR syntax error
          zmpop 0 z min             | ERR numkeys should be greater than 0
          zmpop x z min             | ERR numkeys should be greater than 0
          zmpop 2 z min             | ERR syntax error
          zmpop 1 z foo             | ERR syntax error
          zmpop 1 z min count       | ERR syntax error
          zmpop 1 z min foo 1       | ERR syntax error
          zmpop 1 z min count 0     | ERR count should be greater than 0
          zmpop 1 z min count 1 count 2 | ERR syntax error
          bzpopmin z x              | ERR timeout is not a float or out of range
          bzpopmax z -1             | ERR timeout is negative
          bzmpop x 1 z min          | ERR timeout is not a float or out of range
          bzmpop 1 0 z min          | ERR numkeys should be greater than 0
          """)
  void wordsThatMakeNoSenseAreRefused(String command, String refusal) {
    assertThat(run(command)).isEqualTo(refusal);
  }

  @Test
  void anotherTypeIsRefusedWhenItsTurnComes() {
    run("set text x");
    run("zadd z 1 a 2 b");
    assertThat(run("zpopmin text 0")).startsWith("WRONGTYPE");
    assertThat(run("zmpop 2 text z min")).startsWith("WRONGTYPE");
    assertThat(run("bzpopmin none text 1")).startsWith("WRONGTYPE");
    assertThat(run("bzpopmin z text 1")).isEqualTo("[z, a, 1]");
  }

  @Test
  void whoFindsNothingWaitsForAMember() {
    KeyspaceFixture.Client waiter = fixture.whole.connect();
    assertThat(waiter.run("bzpopmin y z 0")).isEqualTo(BLOCKED);
    run("zadd z 2 b 1 a");
    assertThat(waiter.heard()).containsExactly("[\"z\", \"a\", 1]");
    assertThat(run("zcard z")).isEqualTo("1");
  }

  @Test
  void thoseWhoWaitAreServedInTheirOrder() {
    KeyspaceFixture.Client first = fixture.whole.connect();
    KeyspaceFixture.Client second = fixture.whole.connect();
    KeyspaceFixture.Client third = fixture.whole.connect();
    assertThat(first.run("bzpopmax z 0")).isEqualTo(BLOCKED);
    assertThat(second.run("bzmpop 0 1 z min count 10")).isEqualTo(BLOCKED);
    assertThat(third.run("bzpopmin z 0")).isEqualTo(BLOCKED);
    run("zadd z 1 a 2 b 3 c");
    assertThat(first.heard()).containsExactly("[\"z\", \"c\", 3]");
    assertThat(second.heard()).containsExactly("[\"z\", [[\"a\", 1], [\"b\", 2]]]");
    assertThat(third.heard()).isEmpty();
    run("zadd z 4 d");
    assertThat(third.heard()).containsExactly("[\"z\", \"d\", 4]");
    assertThat(run("exists z")).isEqualTo("0");
  }

  @Test
  void aStoredResultServesThemToo() {
    KeyspaceFixture.Client waiter = fixture.whole.connect();
    run("zadd from 5 m");
    assertThat(waiter.run("bzpopmin z 0")).isEqualTo(BLOCKED);
    run("zrangestore z from 0 -1");
    assertThat(waiter.heard()).containsExactly("[\"z\", \"m\", 5]");
  }

  @Test
  void whoWaitsInVainIsToldSo() {
    KeyspaceFixture.Client waiter = fixture.whole.connect();
    assertThat(waiter.run("bzpopmin z 0.5")).isEqualTo(BLOCKED);
    fixture.whole.pass(499);
    assertThat(waiter.heard()).isEmpty();
    fixture.whole.pass(1);
    assertThat(waiter.heard()).containsExactly("nil-array");
    run("zadd z 1 a");
    assertThat(waiter.heard()).isEmpty();
  }

  @Test
  void aKeyOfAnotherTypeWakesNobody() {
    KeyspaceFixture.Client waiter = fixture.whole.connect();
    assertThat(waiter.run("bzmpop 0 1 z max")).isEqualTo(BLOCKED);
    run("sadd z a");
    assertThat(waiter.heard()).isEmpty();
    run("del z");
    run("zadd z 1 a");
    assertThat(waiter.heard()).hasSize(1);
  }

  @Test
  void withinATransactionNobodyWaits() {
    run("multi");
    run("bzpopmin z 0");
    run("bzmpop 0 1 z min");
    assertThat(run("exec")).isEqualTo("[nil-array, nil-array]");
  }

  @Test
  void theOutcomeSurvivesARestart() {
    run("zadd z 1 a 2 b 3 c");
    run("zpopmin z");
    run("bzpopmax z 0");
    assertThat(fixture.restarted().run("zrange z 0 -1 withscores")).isEqualTo("[b, 2]");
  }

  @Test
  void popsAreMadeKnown() {
    KeyspaceFixture.Client listener = fixture.whole.listener();
    run("zadd z 1 a 2 b 3 c 4 d");
    for (String pop : List.of("zpopmin z", "zpopmax z", "bzpopmin z 0", "zmpop 1 z max")) {
      run(pop);
    }
    assertThat(events(listener))
        .containsExactly("zadd z", "zpopmin z", "zpopmax z", "zpopmin z", "zpopmax z", "del z");
  }

  private String run(String command) {
    return fixture.run(command);
  }
}
