package io.haulm.engine.keyspace.string;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.KeyspaceFixture;
import org.junit.jupiter.api.Test;

class SetCommandsTest {
  private final KeyspaceFixture fixture = new KeyspaceFixture();

  @Test
  void theKeyMayHaveToExistOrNot() {
    fixture.talk(
        """
        SET a 1 => OK
        GET a => "1"
        SET a 2 NX => nil
        SET a 2 XX => OK
        SET b 2 XX => nil
        SET a 3 GET => "2"
        SET n 3 GET => nil
        SET n 4 NX GET => "3"
        SET n 5 XX GET => "3"
        SET m 5 NX GET => nil
        """);
  }

  @Test
  void aStringExpiresAsItIsTold() {
    fixture.talk(
        """
        SET a 1 EX 10 => OK
        TTL a => 10
        SET a 1 KEEPTTL => OK
        TTL a => 10
        SET a 1 => OK
        TTL a => -1
        SET a 1 EX 10 EX 20 => OK
        TTL a => 20
        SET a 1 EX 10 PX 20 => ERR syntax error
        """);
  }

  @Test
  void wordsThatContradictEachOtherAreRefused() {
    fixture.talk(
        """
        SET a 1 => OK
        SET a 1 EX 10 PX 20 => ERR syntax error
        SET a 1 KEEPTTL KEEPTTL => OK
        SET a 1 KEEPTTL EX 1 => ERR syntax error
        SET a 1 NX XX => ERR syntax error
        SET a 1 NX NX => nil
        SET a 1 PERSIST => ERR syntax error
        SET a 1 EX => ERR syntax error
        SET a 1 EX NX => ERR value is not an integer or out of range
        SET a 1 EX 1 NX => nil
        SET a 1 EX -1 => ERR invalid expire time in 'set' command
        """);
  }

  @Test
  void aPointInTimeIsKeptAsItIs() {
    fixture.talk(
        """
        SET a 1 PXAT 99999999999999 => OK
        PEXPIRETIME a => 99999999999999
        SET a 1 EXAT 99999999999 => OK
        PEXPIRETIME a => 99999999999000
        """);
  }

  @Test
  void theOlderFormsDoTheSame() {
    fixture.talk(
        """
        SET a 1 => OK
        SETNX a 1 => 0
        SETNX sn 1 => 1
        SETEX a 10 v => OK
        TTL a => 10
        SETEX a 0 v => ERR invalid expire time in 'setex' command
        SETEX a x v => ERR value is not an integer or out of range
        PSETEX a 10000 v => OK
        PTTL a => 10000
        PSETEX a -1 v => ERR invalid expire time in 'psetex' command
        SETEX a 9223372036854775807 v => ERR invalid expire time in 'setex' command
        """);
  }

  @Test
  void readingMaySetTheTime() {
    fixture.talk(
        """
        GETEX a => nil
        SET a x => OK
        GETEX a EX 10 => "x"
        TTL a => 10
        GETEX a PERSIST => "x"
        TTL a => -1
        GETEX a PERSIST => "x"
        GETEX a PXAT 1 => "x"
        EXISTS a => 0
        GETEX a NX => ERR syntax error
        SET a x => OK
        GETEX a EX 10 PERSIST => ERR syntax error
        GETEX a KEEPTTL => ERR syntax error
        GETEX a EX abc => ERR value is not an integer or out of range
        GETEX a EX 0 => ERR invalid expire time in 'getex' command
        GETEX nokey EX abc => nil
        """);
  }

  @Test
  void theEventsAreThoseOfRedis() {
    KeyspaceFixture.Client listener = fixture.listener();
    fixture.runAll(
        "SET a 1 EX 10", "SET a 1 KEEPTTL", "GETEX a PERSIST", "GETEX a EX 5", "SETNX a 2");
    fixture.runAll("SETEX b 10 v", "GETEX b PXAT 1", "GETSET c 1", "GETDEL c", "MSET d 1 e 2");

    assertThat(KeyspaceFixture.events(listener))
        .containsExactly(
            "set a",
            "expire a",
            "set a",
            "persist a",
            "expire a",
            "set b",
            "expire b",
            "del b",
            "set c",
            "del c",
            "set d",
            "set e");
  }

  @Test
  void aTimeThatIsPastIsTakenAndTheKeyIsGone() {
    fixture.talk("SET a 1 PXAT 5 => OK\nEXISTS a => 0\nDBSIZE => 0");
  }
}
