package io.haulm.tasks.celery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.tasks.JacksonCodec;
import io.haulm.tasks.spi.Chords;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server, or something that is none, may say anything: whoever waits is told. */
class GarbageFromServerTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private static final String GREETING = "*1\r\n$4\r\nPING\r\n";

  private final ServerSocket door;

  GarbageFromServerTest() throws IOException {
    door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    door.close();
  }

  /** Lets one in, and answers the first real command with this. */
  private void serve(String garbage) {
    Thread server =
        new Thread(() -> {
          try (Socket guest = door.accept()) {
            guest.getInputStream().skipNBytes(GREETING.length());
            guest.getOutputStream().write("+PONG\r\n".getBytes(UTF_8));
            guest.getInputStream().skipNBytes(1);
            guest.getOutputStream().write(garbage.getBytes(UTF_8));
            guest.getInputStream().transferTo(OutputStream.nullOutputStream());
          } catch (IOException e) {
            assertThat(door.isClosed()).as("it is served until the end").isTrue();
          }
        });
    server.setDaemon(true);
    server.start();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":abc\r\n",
        "$x\r\n",
        "*99999999999999999999\r\n",
        "$99999999999\r\n",
        "?\r\n",
        "\r\n"
      })
  void allWhoWaitAreTold(String garbage) {
    serve(garbage);
    URI address = URI.create("redis://127.0.0.1:" + door.getLocalPort());
    try (RedisConnection connection =
        RedisConnection.open(RedisAddress.of(address), List.of(), SOON)) {
      var first = connection.send(List.of(Command.of("GET", "a")));
      var second = connection.send(List.of(Command.of("GET", "b")));
      assertThatThrownBy(first::join)
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(RedisException.Lost.class);
      assertThatThrownBy(second::join).hasCauseInstanceOf(RedisException.Lost.class);
      assertThat(connection.isBroken()).isTrue();
    }
  }

  @Test
  void memberOfChordWhoseOutputCannotBeReadHasFailed() {
    URI address = URI.create("redis://127.0.0.1:" + door.getLocalPort());
    Redis redis = new Redis(RedisAddress.of(address));
    CeleryChords chords = new CeleryChords(redis, new JacksonCodec());
    Chords.Member member = chords.member("[1, \"t-1\", \"SUCCESS\", NaN]".getBytes(UTF_8));
    assertThat(member.taskId()).isEqualTo("t-1");
    assertThat(member.status()).isEqualTo("FAILURE");
    assertThat(chords.member("?".getBytes(UTF_8)).status()).isEqualTo("FAILURE");
    assertThat(chords.member("[1, \"t-2\", \"SUCCESS\", [5]]".getBytes(UTF_8)))
        .isEqualTo(new Chords.Member("t-2", "SUCCESS", List.of(5)));
  }
}
