package io.haulm.engine.keyspace.string;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.KeyspaceFixture;
import org.junit.jupiter.api.Test;

class StringCommandsTest {
  private final KeyspaceFixture fixture = new KeyspaceFixture();

  @Test
  void severalKeysAreSetAtOnce() {
    fixture.talk(
        """
        SET b 2 => OK
        LPUSH list x => 1
        MGET b list nokey => ["2", nil, nil]
        MSET a 1 b 2 a 3 => OK
        MSET a => ERR wrong number of arguments for 'mset' command
        MSET a 1 b => ERR wrong number of arguments for 'mset' command
        MGET a b => ["3", "2"]
        MSETNX c 1 a 2 => 0
        MSETNX c 1 d 2 c 3 => 1
        MSETNX c 1 d => ERR wrong number of arguments for 'msetnx' command
        GET c => "3"
        """);
  }

  @Test
  void aStringGivesWayAndIsReturned() {
    fixture.talk(
        """
        GETSET a 1 => nil
        GETSET a 2 => "1"
        GETDEL a => "2"
        GETDEL a => nil
        GET a => nil
        """);
  }

  @Test
  void anotherTypeIsRefused() {
    fixture.run("LPUSH list x");
    for (String command : WORDS_FOR_STRINGS.split(";", -1)) {
      assertThat(fixture.run(command)).as(command).isEqualTo(WRONG_TYPE);
    }
    assertThat(fixture.run("SET list x")).isEqualTo("OK");
  }

  @Test
  void theLayoutIsNamedAsRedisNamesIt() {
    fixture.talk(
        """
        SET a 12 => OK
        OBJECT ENCODING a => "int"
        APPEND a 3 => 3
        OBJECT ENCODING a => "raw"
        SET e 123456789012345678901 => OK
        OBJECT ENCODING e => "embstr"
        SET e -12 => OK
        OBJECT ENCODING e => "int"
        SET e +12 => OK
        OBJECT ENCODING e => "embstr"
        SET e 01234567890123456789012345678901234567890123 => OK
        OBJECT ENCODING e => "embstr"
        SET e 012345678901234567890123456789012345678901234 => OK
        OBJECT ENCODING e => "raw"
        """);
  }

  private static final String WRONG_TYPE =
      "WRONGTYPE Operation against a key holding the wrong kind of value";
  private static final String WORDS_FOR_STRINGS =
      "GET list;GETSET list 1;GETDEL list;GETEX list;SET list 1 GET;APPEND list 1;STRLEN list;"
          + "INCR list;INCRBYFLOAT list 1;GETRANGE list 0 1;SETRANGE list 0 x;SETBIT list 0 1;"
          + "GETBIT list 0;BITCOUNT list;BITPOS list 1;BITOP NOT x list;BITFIELD list GET u8 0";
}
