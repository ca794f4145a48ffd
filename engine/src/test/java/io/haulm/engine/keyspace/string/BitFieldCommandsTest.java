package io.haulm.engine.keyspace.string;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.KeyspaceFixture;
import org.junit.jupiter.api.Test;

class BitFieldCommandsTest {
  private final KeyspaceFixture fixture = new KeyspaceFixture();

  @Test
  void numbersStandInsideAString() {
    fixture.talk(
        """
        BITFIELD bf SET u8 0 255 => [0]
        BITFIELD bf GET u8 0 GET i8 0 GET u4 #1 => [255, -1, 15]
        BITFIELD bf INCRBY u8 0 1 => [0]
        BITFIELD bf OVERFLOW SAT INCRBY u8 0 300 OVERFLOW FAIL INCRBY u8 0 1 => [255, nil]
        BITFIELD bf OVERFLOW FAIL SET u8 0 256 => [nil]
        BITFIELD bf OVERFLOW SAT SET u8 0 -1 => [255]
        BITFIELD bf SET u8 0 -1 => [255]
        BITFIELD bf OVERFLOW SAT SET i8 0 -300 => [-1]
        BITFIELD bf GET i8 0 => [-128]
        BITFIELD bf OVERFLOW WRAP SET i8 0 200 => [-128]
        BITFIELD bf GET i8 0 => [-56]
        BITFIELD bf SET i64 0 -9223372036854775808 => [-4035225266123964416]
        BITFIELD bf OVERFLOW FAIL INCRBY i64 0 -1 => [nil]
        BITFIELD bf OVERFLOW SAT INCRBY i64 0 -1 => [-9223372036854775808]
        BITFIELD bf OVERFLOW WRAP INCRBY i64 0 -1 => [9223372036854775807]
        BITFIELD bf OVERFLOW SAT INCRBY i64 0 10 => [9223372036854775807]
        BITFIELD bf SET u63 3 9223372036854775807 => [9223372036854775804]
        BITFIELD bf GET u63 3 => [9223372036854775807]
        BITFIELD bf OVERFLOW FAIL INCRBY u63 3 1 => [nil]
        BITFIELD bf INCRBY u63 3 2 => [1]
        BITFIELD bf OVERFLOW SAT INCRBY u63 3 -9223372036854775807 => [0]
        """);
  }

  @Test
  void nonsenseIsRefused() {
    fixture.talk(
        """
        BITFIELD bf SET u8 0 255 => [0]
        BITFIELD bf GET u64 0 => ERR Invalid bitfield type. Use something like i16 u8. Note that u64 is not supported but i64 is.
        BITFIELD bf GET i65 0 => ERR Invalid bitfield type. Use something like i16 u8. Note that u64 is not supported but i64 is.
        BITFIELD bf GET x8 0 => ERR Invalid bitfield type. Use something like i16 u8. Note that u64 is not supported but i64 is.
        BITFIELD bf GET u8 => ERR syntax error
        BITFIELD bf SET u8 0 => ERR syntax error
        BITFIELD bf SET u8 0 x => ERR value is not an integer or out of range
        BITFIELD bf GET u8 x => ERR bit offset is not an integer or out of range
        BITFIELD bf GET u8 -1 => ERR bit offset is not an integer or out of range
        BITFIELD bf GET u8 #536870912 => ERR bit offset is not an integer or out of range
        BITFIELD bf FOO => ERR syntax error
        BITFIELD bf OVERFLOW => ERR syntax error
        BITFIELD bf OVERFLOW FOO GET u8 0 => ERR Invalid OVERFLOW type specified
        BITFIELD bf => []
        BITFIELD newbf => []
        """);
  }

  @Test
  void aNewStringIsAsLongAsWhatMayBeWritten() {
    fixture.talk(
        """
        EXISTS newbf => 0
        BITFIELD newbf GET u8 0 => [0]
        EXISTS newbf => 0
        BITFIELD newbf OVERFLOW FAIL INCRBY u8 0 300 => [nil]
        EXISTS newbf => 1
        STRLEN newbf => 1
        """);
  }

  @Test
  void theReadingFormOnlyReads() {
    fixture.talk(
        """
        BITFIELD bf SET u8 0 96 => [0]
        BITFIELD_RO bf GET u8 0 => [96]
        BITFIELD_RO bf SET u8 0 1 => ERR BITFIELD_RO only supports the GET subcommand
        """);
  }

  @Test
  void onlyWhatChangesTheStringIsAnEvent() {
    KeyspaceFixture.Client listener = fixture.listener();
    fixture.runAll("BITFIELD a SET u8 0 5", "BITFIELD a SET u8 0 5", "BITFIELD a GET u8 0");

    assertThat(KeyspaceFixture.events(listener)).containsExactly("setbit a");
  }
}
