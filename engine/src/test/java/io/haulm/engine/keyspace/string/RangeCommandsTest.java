package io.haulm.engine.keyspace.string;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.KeyspaceFixture;
import io.haulm.engine.keyspace.KeyspaceOptions;
import org.junit.jupiter.api.Test;

class RangeCommandsTest {
  private final KeyspaceFixture fixture = new KeyspaceFixture();

  @Test
  void aPartIsReturned() {
    fixture.talk(
        """
        SET s "Hello World" => OK
        GETRANGE s 0 4 => "Hello"
        GETRANGE s -5 -1 => "World"
        GETRANGE s 5 2 => ""
        GETRANGE s -1 -5 => ""
        GETRANGE s 0 -1 => "Hello World"
        GETRANGE s 0 100 => "Hello World"
        GETRANGE s 11 11 => ""
        GETRANGE s -100 -100 => "H"
        GETRANGE s -100 0 => "H"
        GETRANGE s 10 9223372036854775807 => "d"
        GETRANGE s -9223372036854775808 9223372036854775807 => "Hello World"
        GETRANGE nokey 0 1 => ""
        GETRANGE s a 1 => ERR value is not an integer or out of range
        SUBSTR s 0 1 => "He"
        """);
  }

  @Test
  void aPartIsOverwritten() {
    fixture.talk(
        """
        SET s "Hello World" => OK
        SETRANGE s 6 Redis => 11
        GET s => "Hello Redis"
        SETRANGE s 6 "" => 11
        SETRANGE nokey 6 "" => 0
        SETRANGE nokey 3 x => 4
        GET nokey => "\\x00\\x00\\x00x"
        SETRANGE s -1 x => ERR offset is out of range
        SETRANGE s 536870912 x => ERR string exceeds maximum allowed size (proto-max-bulk-len)
        SETRANGE s 536870911 xx => ERR string exceeds maximum allowed size (proto-max-bulk-len)
        SETRANGE s 9223372036854775807 xx => ERR string exceeds maximum allowed size (proto-max-bulk-len)
        SETRANGE s x x => ERR value is not an integer or out of range
        OBJECT ENCODING s => "raw"
        """);
  }

  @Test
  void appendingMakesTheStringLonger() {
    fixture.talk(
        """
        APPEND ap x => 1
        APPEND ap y => 2
        APPEND ap "" => 2
        OBJECT ENCODING ap => "raw"
        STRLEN ap => 2
        STRLEN nokey => 0
        """);
  }

  @Test
  void aStringIsNeverLongerThanTheLargest() {
    fixture.talk(
        """
        SET a x => OK
        SETRANGE a 536870912 x => ERR string exceeds maximum allowed size (proto-max-bulk-len)
        STRLEN a => 1
        """);
  }

  @Test
  void manyAppendsDoNotCopyTheWholeEachTime() {
    StringValue value = new StringValue();
    int moves = 0;
    long bytes = value.bytes();
    for (int i = 0; i < 100_000; i++) {
      value.apply(new StringChange.Range(value.length(), new byte[] {1, 2, 3}));
      moves += value.bytes() == bytes ? 0 : 1;
      bytes = value.bytes();
    }

    assertThat(value.length()).isEqualTo(300_000);
    assertThat(moves).isLessThan(20);
  }

  @Test
  void aCopyKeepsItsBytes() {
    fixture.talk(
        """
        APPEND a abc => 3
        COPY a b => 1
        SETRANGE a 0 x => 3
        APPEND b d => 4
        GET a => "xbc"
        GET b => "abcd"
        """);
  }

  @Test
  void whatNeedsMoreMemoryThanThereIsIsRefused() {
    KeyspaceFixture small = new KeyspaceFixture(new KeyspaceOptions(1 << 20, 1));

    small.talk(
        """
        SETRANGE a 2000000 x => OOM command not allowed when used memory > 'maxmemory'.
        SETBIT a 16000000 1 => OOM command not allowed when used memory > 'maxmemory'.
        EXISTS a => 0
        """);
  }
}
