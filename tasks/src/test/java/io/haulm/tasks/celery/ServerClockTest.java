package io.haulm.tasks.celery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.tasks.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The server's time, on a machine whose own clock is wrong. */
class ServerClockTest {

  private static final Instant WRONG = Instant.parse("2020-02-02T00:00:00Z");

  private final TestClock machine = TestClock.at("2026-01-01T00:00:00Z");
  private @Nullable Instant server = Instant.parse("2026-11-21T12:00:00.5Z");
  private CountDownLatch asked = new CountDownLatch(1);
  private final ServerClock clock = new ServerClock(() -> WRONG, machine, this::time);

  private @Nullable Object time() {
    asked.countDown();
    Instant now = server;
    if (now == null) {
      throw new RedisException("unknown command");
    }
    String micros = String.valueOf(now.getNano() / 1000);
    return List.of(String.valueOf(now.getEpochSecond()).getBytes(UTF_8), micros.getBytes(UTF_8));
  }

  @Test
  void serverTellsTheTimeAndTheMachineHowMuchHasPassed() {
    clock.ask();
    assertThat(clock.instant()).isEqualTo(server);
    machine.advance(Duration.ofSeconds(3));
    assertThat(clock.instant()).isEqualTo("2026-11-21T12:00:03.5Z");
  }

  @Test
  void ownClockStandsInForServerThatDoesNotTell() {
    server = null;
    clock.ask();
    assertThat(clock.instant()).isEqualTo(WRONG);
  }

  @Test
  void itIsAskedAgainAfterAWhile() throws InterruptedException {
    clock.ask();
    asked = new CountDownLatch(1);
    machine.advance(ServerClock.GOOD_FOR.plusNanos(1));
    assertThat(clock.instant()).isAfter("2026-11-21T12:00:05Z");
    asked.await();
  }
}
