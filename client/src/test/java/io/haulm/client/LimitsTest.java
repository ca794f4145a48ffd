package io.haulm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the protocol cannot carry is refused before anything is sent, one beyond each limit. */
class LimitsTest {
  private static final Duration LONGEST = Duration.ofSeconds(ProtocolLimits.UNSIGNED_MAX);

  @ParameterizedTest
  @ValueSource(strings = {"", "-mail", "ma il", "mail\r\nquit", "mäil", "a,b", "a\0"})
  void badNameOfTubeIsRefused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> Commands.use(name));
    assertThatIllegalArgumentException().isThrownBy(() -> Commands.watch(name));
    assertThatIllegalArgumentException().isThrownBy(() -> Commands.ignore(name));
    assertThatIllegalArgumentException().isThrownBy(() -> Commands.statsTube(name));
    assertThatIllegalArgumentException().isThrownBy(() -> Commands.pauseTube(name, Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> Worker.on(name));
    assertThatIllegalArgumentException().isThrownBy(() -> Commands.put(NewJob.of("")).into(name));
  }

  @Test
  void longestNameOfTubeIsTaken() {
    String longest = "Az09-+/;.$_()".repeat(16).substring(0, ProtocolLimits.TUBE_NAME_BYTES_MAX);

    assertThat(Commands.use(longest).line()).isEqualTo("use " + longest);
    assertThatIllegalArgumentException().isThrownBy(() -> Commands.use(longest + "x"));
  }

  @Test
  void numbersEndWhereTheProtocolsDo() {
    NewJob job = NewJob.of("").priority(NewJob.PRIORITY_MAX).delay(LONGEST).ttr(LONGEST);

    assertThat(Commands.put(job).line()).isEqualTo("put 4294967295 4294967295 4294967295 0");
    assertThatIllegalArgumentException().isThrownBy(() -> job.priority(NewJob.PRIORITY_MAX + 1));
    assertThatIllegalArgumentException().isThrownBy(() -> job.priority(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> job.delay(LONGEST.plusNanos(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> job.ttr(LONGEST.plusNanos(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> job.delay(Duration.ofNanos(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> Commands.kick(1L << 32));
    assertThatIllegalArgumentException().isThrownBy(() -> Commands.bury(1, 1L << 32));
    assertThatIllegalArgumentException().isThrownBy(() -> Commands.delete(-1));
  }

  @Test
  void reserveWaitsNoLongerThanServersCanCount() {
    Duration longest = Duration.ofSeconds(ProtocolLimits.RESERVE_SECONDS_MAX);

    assertThat(Commands.reserve(longest).line()).isEqualTo("reserve-with-timeout 2147483647");
    assertThatIllegalArgumentException().isThrownBy(() -> Commands.reserve(longest.plusNanos(1)));
  }

  @Test
  void optionsEndAtADay() {
    ConnectionOptions options = ConnectionOptions.to("localhost");
    Duration longest = Duration.ofMillis(ConnectionOptions.MILLIS_MAX);
    Duration beyond = longest.plusMillis(1);

    assertThat(options.replyTimeout(longest).replyMillis()).isEqualTo(86_400_000);
    assertThatIllegalArgumentException().isThrownBy(() -> options.replyTimeout(beyond));
    assertThatIllegalArgumentException().isThrownBy(() -> options.replyTimeout(Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> options.connectTimeout(beyond));
    assertThatIllegalArgumentException().isThrownBy(() -> options.reconnectPatience(beyond));
  }

  @Test
  void countsOfConnectionsAndHandlersHaveEnds() {
    ConnectionOptions options = ConnectionOptions.to("localhost");

    assertThatIllegalArgumentException().isThrownBy(() -> ConnectionPool.of(options, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConnectionPool.of(options, ConnectionPool.SIZE_MAX + 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Worker.on("a").concurrency(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Worker.on("a").concurrency(Worker.CONCURRENCY_MAX + 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Worker.on("a").attempts(0));
    assertThatIllegalArgumentException().isThrownBy(() -> Worker.on("a").buryAfterDeliveries(0));
    assertThatIllegalArgumentException().isThrownBy(() -> Worker.on());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Worker.on("a").gracePeriod(Duration.ofMillis(ConnectionOptions.MILLIS_MAX + 1)));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "localhost, localhost:11300",
    "queue.example:11400, queue.example:11400",
    "[::1], [::1]:11300",
    "[::1]:7, [::1]:7",
    "::1, [::1]:11300",
    "tls:queue.example, tls:queue.example:11300",
    "tls:queue.example:1, tls:queue.example:1",
    "unix:/run/q.sock, unix:/run/q.sock",
  })
  void addressesAreRead(String text, String meaning) {
    assertThat(ServerAddress.of(text)).hasToString(meaning).isEqualTo(ServerAddress.of(meaning));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":1", "host:", "host:x", "host:65536", "unix:", "tls:", "tls::1"})
  void otherAddressesAreRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ServerAddress.of(text));
  }

  @Test
  void backoffDoublesUpToItsLimit() {
    Backoff backoff = Backoff.exponential(Duration.ofSeconds(1), Duration.ofSeconds(10));

    assertThat(backoff.limit(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(backoff.limit(2)).isEqualTo(Duration.ofSeconds(2));
    assertThat(backoff.limit(4)).isEqualTo(Duration.ofSeconds(8));
    assertThat(backoff.limit(5)).isEqualTo(Duration.ofSeconds(10));
    assertThat(backoff.limit(Long.MAX_VALUE)).isEqualTo(Duration.ofSeconds(10));
    for (int attempt = 1; attempt < 100; attempt++) {
      assertThat(backoff.after(attempt))
          .isBetween(backoff.limit(attempt).dividedBy(2), backoff.limit(attempt));
    }
  }

  @Test
  void backoffOfNothingNeverWaits() {
    assertThat(Backoff.exponential(Duration.ZERO, Duration.ZERO).after(9)).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Backoff.exponential(Duration.ofSeconds(2), Duration.ofSeconds(1)));
  }
}
