package io.haulm.engine.keyspace.set;

import static io.haulm.engine.keyspace.KeyspaceFixture.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.KeyspaceFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SetAlgebraTest {
  private final SetFixture fixture = new SetFixture();

  @BeforeEach
  void threeSets() {
    run("sadd a 1 2 3 4");
    run("sadd b 3 4 5 x");
    run("sadd c 4 5 6");
    run("set text x");
  }

  @Test
  void anIntersectionHasWhatAllHave() {
    assertThat(run("sinter a b c")).isEqualTo("set[4]");
    assertThat(run("sinter a b")).isEqualTo("set[3, 4]");
    assertThat(run("sinter a")).isEqualTo("set[1, 2, 3, 4]");
    assertThat(run("sinter a none")).isEqualTo("set[]");
  }

  @Test
  void aUnionHasWhatAnyHas() {
    assertThat(run("sunion a c none")).isEqualTo("set[1, 2, 3, 4, 5, 6]");
    assertThat(run("sunion none")).isEqualTo("set[]");
  }

  @Test
  void aDifferenceHasWhatOnlyTheFirstHas() {
    assertThat(run("sdiff a b c")).isEqualTo("set[1, 2]");
    assertThat(run("sdiff none a")).isEqualTo("set[]");
    assertThat(run("sdiff a a")).isEqualTo("set[]");
  }

  @Test
  void aResultIsStoredInPlaceOfAnything() {
    assertThat(run("sinterstore text a b")).isEqualTo("2");
    assertThat(run("smembers text")).isEqualTo("set[3, 4]");
    assertThat(run("sunionstore a a c")).isEqualTo("6");
    assertThat(run("scard a")).isEqualTo("6");
    assertThat(run("sdiffstore to a b c")).isEqualTo("2");
  }

  @Test
  void anEmptyResultLeavesNothing() {
    assertThat(run("sinterstore text a none")).isEqualTo("0");
    assertThat(run("exists text")).isEqualTo("0");
  }

  @Test
  void whatWasStoredDoesNotChangeWithItsSource() {
    run("sunionstore copy b");
    run("sadd b y");
    assertThat(run("scard copy")).isEqualTo("4");
  }

  @Test
  void aStoredResultSurvivesARestart() {
    run("sunionstore to a b c");
    assertThat(fixture.restarted().run("scard to")).isEqualTo("7");
  }

  @Test
  void anIntersectionIsCountedUpToALimit() {
    assertThat(run("sintercard 2 a b")).isEqualTo("2");
    assertThat(run("sintercard 2 a b limit 1")).isEqualTo("1");
    assertThat(run("sintercard 2 a b limit 0")).isEqualTo("2");
    assertThat(run("sintercard 2 a none")).isEqualTo("0");
  }

  @Test
  void aCountThatMakesNoSenseIsRefused() {
    assertThat(run("sintercard 0 a")).isEqualTo("ERR numkeys should be greater than 0");
    assertThat(run("sintercard x a")).isEqualTo("ERR numkeys should be greater than 0");
    assertThat(run("sintercard 2 a"))
        .isEqualTo("ERR Number of keys can't be greater than number of args");
    assertThat(run("sintercard 1 a limit -1")).isEqualTo("ERR LIMIT can't be negative");
    assertThat(run("sintercard 1 a limit")).isEqualTo("ERR syntax error");
    assertThat(run("sintercard 1 a b")).isEqualTo("ERR syntax error");
  }

  @Test
  void aKeyOfAnotherTypeIsRefusedEvenBehindAMissingOne() {
    assertThat(run("sinter none text")).startsWith("WRONGTYPE");
    assertThat(run("sdiff none text")).startsWith("WRONGTYPE");
    assertThat(run("sunionstore to a text")).startsWith("WRONGTYPE");
    assertThat(run("exists to")).isEqualTo("0");
  }

  @Test
  void storingIsMadeKnown() {
    KeyspaceFixture.Client listener = fixture.whole.listener();
    run("sunionstore to a b");
    run("sinterstore to a none");
    run("sdiffstore to none");
    assertThat(events(listener)).containsExactly("sunionstore to", "del to");
  }

  private String run(String command) {
    return fixture.run(command);
  }
}
