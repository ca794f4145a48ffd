package io.haulm.engine.keyspace.set;

import static io.haulm.engine.keyspace.KeyspaceFixture.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.KeyspaceFixture;
import org.junit.jupiter.api.Test;

class SetMemberTest {
  private final SetFixture fixture = new SetFixture();

  @Test
  void aMemberIsAddedOnce() {
    assertThat(run("sadd s a b a")).isEqualTo("2");
    assertThat(run("sadd s b c")).isEqualTo("1");
    assertThat(run("scard s")).isEqualTo("3");
    assertThat(run("type s")).isEqualTo("set");
  }

  @Test
  void whatIsKnownAlreadyCostsNoFact() {
    run("sadd s a b");
    int before = fixture.facts();

    assertThat(run("sadd s a b")).isEqualTo("0");

    assertThat(fixture.facts()).isEqualTo(before);
  }

  @Test
  void theLastMemberTakesTheKeyAlong() {
    run("sadd s a b");
    assertThat(run("srem s a a x")).isEqualTo("1");
    assertThat(run("exists s")).isEqualTo("1");
    assertThat(run("srem s b")).isEqualTo("1");
    assertThat(run("exists s")).isEqualTo("0");
    assertThat(run("srem s b")).isEqualTo("0");
  }

  @Test
  void membersAreToldApartFromOthers() {
    run("sadd s a 7");
    assertThat(run("sismember s a")).isEqualTo("1");
    assertThat(run("sismember s 07")).isEqualTo("0");
    assertThat(run("smismember s 7 b a")).isEqualTo("[1, 0, 1]");
    assertThat(run("smismember none 7 b")).isEqualTo("[0, 0]");
    assertThat(run("sismember none a")).isEqualTo("0");
  }

  @Test
  void allMembersComeAsASet() {
    run("sadd s 3 1 2");
    assertThat(run("smembers s")).isEqualTo("set[1, 2, 3]");
    assertThat(run("smembers none")).isEqualTo("set[]");
  }

  @Test
  void aMemberMovesToAnotherSet() {
    run("sadd from a b");
    run("sadd to b");
    assertThat(run("smove from to a")).isEqualTo("1");
    assertThat(run("smembers to")).isEqualTo("set[b, a]");
    assertThat(run("smove from to b")).isEqualTo("1");
    assertThat(run("exists from")).isEqualTo("0");
    assertThat(run("scard to")).isEqualTo("2");
  }

  @Test
  void whatIsNotThereDoesNotMove() {
    run("sadd s a");
    run("set text x");
    assertThat(run("smove s to b")).isEqualTo("0");
    assertThat(run("smove none text a")).isEqualTo("0");
    assertThat(run("smove s s a")).isEqualTo("1");
    assertThat(run("smove s s b")).isEqualTo("0");
    assertThat(run("smove s text a")).startsWith("WRONGTYPE");
    assertThat(run("smove text s a")).startsWith("WRONGTYPE");
    assertThat(run("smembers s")).isEqualTo("set[a]");
  }

  @Test
  void anotherTypeIsRefused() {
    run("set text x");
    for (String command :
        new String[] {
          "sadd text a", "srem text a", "scard text", "smembers text", "sismember text a",
          "smismember text a", "spop text", "srandmember text", "sscan text 0", "sinter text",
        }) {
      assertThat(run(command)).as(command).startsWith("WRONGTYPE");
    }
  }

  @Test
  void changesAreMadeKnown() {
    KeyspaceFixture.Client listener = fixture.whole.listener();
    run("sadd s a b");
    run("sadd s a");
    run("smove s t a");
    run("srem s b");
    run("spop t");
    assertThat(events(listener))
        .containsExactly("sadd s", "srem s", "sadd t", "srem s", "del s", "spop t", "del t");
  }

  private String run(String command) {
    return fixture.run(command);
  }
}
