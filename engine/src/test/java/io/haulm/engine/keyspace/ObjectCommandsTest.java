package io.haulm.engine.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ObjectCommandsTest {
  private final KeyspaceFixture fixture = new KeyspaceFixture();

  @Test
  void aKeyIsIdleUntilItIsUsed() {
    fixture.run("SET a 1");
    fixture.pass(5_000);
    fixture.talk("OBJECT IDLETIME a => 5\nEXISTS a => 1\nTTL a => -1\nOBJECT IDLETIME a => 5");
    fixture.talk("GET a => \"1\"\nOBJECT IDLETIME a => 0");
    fixture.pass(3_000);
    fixture.talk("TOUCH a nokey a => 2\nOBJECT IDLETIME a => 0");
    fixture.pass(3_000);
    fixture.talk("APPEND a 1 => 2\nOBJECT IDLETIME a => 0");
  }

  @Test
  void nonsenseIsRefused() {
    fixture.talk(
        """
        SET a 1 => OK
        OBJECT FOO a => ERR unknown subcommand 'FOO'. Try OBJECT HELP.
        OBJECT ENCODING => ERR wrong number of arguments for 'object|encoding' command
        OBJECT => ERR wrong number of arguments for 'object' command
        OBJECT ENCODING nokey => nil
        OBJECT REFCOUNT a => 1
        OBJECT FREQ a => ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note that when switching between policies at runtime LRU and LFU data will take some time to adjust.
        MEMORY USAGE nokey => nil
        MEMORY USAGE a SAMPLES => ERR syntax error
        MEMORY USAGE a SAMPLES -1 => ERR syntax error
        MEMORY USAGE a FOO 1 => ERR syntax error
        """);
  }

  @Test
  void memoryGrowsWithTheValue() {
    fixture.runAll("SET small x", "SETRANGE large 9999 x");

    assertThat(Long.parseLong(fixture.run("MEMORY USAGE large SAMPLES 0")))
        .isGreaterThan(Long.parseLong(fixture.run("MEMORY USAGE small")) + 9_000);
  }

  @Test
  void theInnerFormOfValuesIsNotShown() {
    fixture.talk(
        """
        SET a 1 => OK
        DUMP a => ERR DUMP is not supported by this server
        RESTORE b 0 x => ERR RESTORE is not supported by this server
        MIGRATE h 1 a 0 10 => ERR MIGRATE is not supported by this server
        """);
  }
}
