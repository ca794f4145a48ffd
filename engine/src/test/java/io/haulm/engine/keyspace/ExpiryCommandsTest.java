package io.haulm.engine.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpiryCommandsTest {
  private final KeyspaceFixture fixture = new KeyspaceFixture();

  @Test
  void aTimeIsSetUnderConditions() {
    fixture.talk(
        """
        SET a 1 => OK
        EXPIRE a 100 NX => 1
        EXPIRE a 50 NX => 0
        EXPIRE a 50 GT => 0
        EXPIRE a 150 GT => 1
        EXPIRE a 200 LT => 0
        EXPIRE a 20 LT => 1
        EXPIRE a 20 XX => 1
        EXPIRE a 30 XX GT => 1
        PERSIST a => 1
        PERSIST a => 0
        PERSIST nokey => 0
        EXPIRE a 30 XX => 0
        EXPIRE a 30 GT => 0
        EXPIRE a 30 LT => 1
        EXPIRE nokey 10 => 0
        EXPIRE a -1 => 1
        EXISTS a => 0
        """);
  }

  @Test
  void aTimeThatIsPastDeletesTheKey() {
    fixture.talk(
        """
        SET a 1 => OK
        PEXPIREAT a 1 => 1
        EXISTS a => 0
        SET a 1 => OK
        PEXPIRE a -9223372036854775808 => 1
        EXISTS a => 0
        """);
  }

  @Test
  void aKeyWithoutTimeOrNoKeyIsTold() {
    fixture.talk(
        """
        SET p 1 => OK
        TTL nokey => -2
        TTL p => -1
        PTTL nokey => -2
        EXPIRETIME nokey => -2
        PEXPIRETIME p => -1
        """);
  }

  @Test
  void nonsenseIsRefused() {
    fixture.talk(
        """
        SET a 1 => OK
        EXPIRE a abc => ERR value is not an integer or out of range
        EXPIRE a 10 NX XX => ERR NX and XX, GT or LT options at the same time are not compatible
        EXPIRE a 10 GT LT => ERR GT and LT options at the same time are not compatible
        EXPIRE a 10 FOO => ERR Unsupported option FOO
        EXPIRE a abc FOO => ERR Unsupported option FOO
        EXPIRE a 9223372036854775807 => ERR invalid expire time in 'expire' command
        PEXPIRE a 9223372036854775807 => ERR invalid expire time in 'pexpire' command
        EXPIRE a -9223372036854775808 => ERR invalid expire time in 'expire' command
        """);
  }

  @Test
  void secondsAreRounded() {
    fixture.run("SET a 1 PX 1499");
    assertThat(fixture.run("TTL a")).isEqualTo("1");
    fixture.now -= 1;
    assertThat(fixture.run("TTL a")).isEqualTo("2");
  }

  @Test
  void aKeyIsGoneInTheMillisecondInWhichItExpires() {
    fixture.run("SET a 1 PX 100");
    fixture.now += 99;
    assertThat(fixture.run("PTTL a")).isEqualTo("1");
    fixture.now += 1;
    fixture.talk("PTTL a => -2\nGET a => nil\nDBSIZE => 0");
  }

  @Test
  void keysExpireWithoutBeingLookedAt() {
    KeyspaceFixture.Client listener = fixture.listener();
    fixture.runAll("SET a 1 PX 100", "SET b 1 PX 50", "SET c 1", "SELECT 3", "SET d 1 PX 70");
    fixture.pass(100);

    assertThat(KeyspaceFixture.events(listener))
        .contains("expired b", "3:expired d", "expired a")
        .doesNotContain("expired c");
    assertThat(fixture.keyspace.size(0)).isEqualTo(1);
    assertThat(fixture.keyspace.size(3)).isZero();
    assertThat(fixture.keyspace.volatileKeys(0)).isZero();
    assertThat(fixture.keyspace.nextTimerMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void expiryIsDoneInSlices() {
    for (int i = 0; i < 10; i++) {
      fixture.run("SET k" + i + " 1 PX 5");
    }

    assertThat(fixture.keyspace.advance(fixture.now + 5, 3)).isTrue();
    assertThat(fixture.keyspace.size(0)).isEqualTo(7);
    assertThat(fixture.keyspace.advance(fixture.now + 5, 7)).isFalse();
    assertThat(fixture.keyspace.size(0)).isZero();
  }

  @Test
  void theEventsAreThoseOfRedis() {
    KeyspaceFixture.Client listener = fixture.listener();
    fixture.runAll("SET a 1", "EXPIRE a 10", "PERSIST a", "PERSIST a", "EXPIRE a 0");

    assertThat(KeyspaceFixture.events(listener))
        .containsExactly("set a", "expire a", "persist a", "del a");
  }
}
