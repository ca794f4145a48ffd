package io.haulm.engine.keyspace.string;

import io.haulm.engine.keyspace.KeyspaceFixture;
import org.junit.jupiter.api.Test;

class BitCommandsTest {
  private final KeyspaceFixture fixture = new KeyspaceFixture();

  @Test
  void singleBitsAreSetAndRead() {
    fixture.talk(
        """
        SETBIT b 7 1 => 0
        GET b => "\\x01"
        SETBIT b 7 0 => 1
        GETBIT b 7 => 0
        GETBIT b 100 => 0
        SETBIT b 4294967296 1 => ERR bit offset is not an integer or out of range
        SETBIT b -1 1 => ERR bit offset is not an integer or out of range
        SETBIT b 1 2 => ERR bit is not an integer or out of range
        SETBIT b 1 x => ERR bit is not an integer or out of range
        SETBIT b x 1 => ERR bit offset is not an integer or out of range
        """);
  }

  @Test
  void bitsAreCounted() {
    fixture.talk(
        """
        SET c foobar => OK
        BITCOUNT c => 26
        BITCOUNT c 0 0 => 4
        BITCOUNT c 1 1 => 6
        BITCOUNT c 1 -1 => 22
        BITCOUNT c -2 -1 => 7
        BITCOUNT c -1 -2 => 0
        BITCOUNT c 5 30 BIT => 17
        BITCOUNT c 5 30 BYTE => 4
        BITCOUNT c 0 0 FOO => ERR syntax error
        BITCOUNT c 0 => ERR syntax error
        BITCOUNT c 0 1 BIT x => ERR syntax error
        BITCOUNT c x 1 => ERR value is not an integer or out of range
        BITCOUNT c -100 100 => 26
        BITCOUNT c 100 200 => 0
        BITCOUNT c -9223372036854775808 9223372036854775807 BIT => 26
        BITCOUNT nokey 0 => ERR syntax error
        BITCOUNT nokey x 1 => ERR value is not an integer or out of range
        """);
  }

  @Test
  void theFirstBitIsFound() {
    fixture.talk(
        """
        SET p "\\xff\\xf0\\x00" => OK
        BITPOS p 0 => 12
        BITPOS p 1 => 0
        BITPOS p 1 2 => -1
        BITPOS p 0 2 => 16
        BITPOS p 1 2 -1 BIT => 2
        BITPOS p 0 0 -1 BIT => 12
        BITPOS p 2 => ERR The bit argument must be 1 or 0.
        BITPOS p x => ERR value is not an integer or out of range
        BITPOS p 0 x => ERR value is not an integer or out of range
        BITPOS p 0 0 x => ERR value is not an integer or out of range
        BITPOS p 0 0 0 x => ERR syntax error
        BITPOS p 0 0 0 BIT x => ERR syntax error
        SET p "\\xff\\xff\\xff" => OK
        BITPOS p 0 => 24
        BITPOS p 0 0 => 24
        BITPOS p 0 0 -1 => -1
        BITPOS p 0 5 => -1
        BITPOS p 0 2 1 => -1
        BITPOS nokey 0 => 0
        BITPOS nokey 1 => -1
        BITPOS nokey 0 1 2 => 0
        BITPOS p 1 9 10 BIT => 9
        BITPOS p 1 -5 -6 => 0
        SET x "" => OK
        BITPOS x 0 => -1
        BITPOS x 1 => -1
        BITPOS x 0 0 => -1
        BITPOS x 0 0 -1 => -1
        """);
  }

  @Test
  void stringsAreCombined() {
    fixture.talk(
        """
        SET k1 "\\x01\\x02\\xff" => OK
        SET k2 "\\x03" => OK
        BITOP AND d k1 k2 => 3
        GET d => "\\x01\\x00\\x00"
        BITOP OR d k1 k2 => 3
        GET d => "\\x03\\x02\\xff"
        BITOP XOR d k1 k2 k1 => 3
        GET d => "\\x03\\x00\\x00"
        BITOP NOT d k1 => 3
        GET d => "\\xfe\\xfd\\x00"
        BITOP NOT d k1 k2 => ERR BITOP NOT must be called with a single source key.
        BITOP FOO d k1 => ERR syntax error
        BITOP AND d nokey nokey2 => 0
        EXISTS d => 0
        BITOP AND d nokey => 0
        """);
  }
}
