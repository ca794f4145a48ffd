package io.haulm.engine.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyspaceFixtureTest {
  private final KeyspaceFixture fixture = new KeyspaceFixture();

  @Test
  void aCommandIsRunAndItsReplyReadable() {
    assertThat(fixture.run("SET a \"b \\x00\\n\\\"\"")).isEqualTo("OK");
    assertThat(fixture.run("GET a")).isEqualTo("\"b \\x00\\n\\\"\"");
    assertThat(fixture.run("GET")).isEqualTo("ERR wrong number of arguments for 'get' command");
    assertThat(fixture.dump()).hasSize(1).isEqualTo(fixture.restarted().dump());
  }

  @Test
  void eventsAreHeard() {
    KeyspaceFixture.Client listener = fixture.listener();
    fixture.runAll("SET a b", "DEL a", "GET a");

    assertThat(KeyspaceFixture.events(listener)).containsExactly("set a", "del a");
  }
}
