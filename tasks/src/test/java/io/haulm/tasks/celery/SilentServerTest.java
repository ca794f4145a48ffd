package io.haulm.tasks.celery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that says nothing, and one that is slow: they are told apart. */
class SilentServerTest {

  private static final String GREETING = "*1\r\n$4\r\nPING\r\n";
  private static final byte[] PONG = "+PONG\r\n".getBytes(UTF_8);
  private static final byte[] STANDS =
      "*3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n".getBytes(UTF_8);
  private static final int SLOW_BYTES = 32 * 1024;

  private final ServerSocket door = new ServerSocket();

  SilentServerTest() throws IOException {
    door.setReceiveBufferSize(SLOW_BYTES);
    door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void close() throws IOException {
    door.close();
  }

  private RedisAddress address(int timeoutSeconds) {
    return RedisAddress.of(
        URI.create("redis://127.0.0.1:" + door.getLocalPort() + "?timeout=" + timeoutSeconds));
  }

  /** What the server does with a guest that has been greeted. */
  private interface Host {
    void serve(InputStream in, OutputStream out) throws IOException;
  }

  private void serveAll(Host host) {
    Thread server =
        new Thread(() -> {
          while (!door.isClosed()) {
            try {
              Socket guest = door.accept();
              guest.getInputStream().skipNBytes(GREETING.length());
              guest.getOutputStream().write(PONG);
              host.serve(guest.getInputStream(), guest.getOutputStream());
            } catch (IOException e) {
              // The guest has left, or the test has ended.
            }
          }
        });
    server.setDaemon(true);
    server.start();
  }

  @Test
  void subscriberLeavesConnectionThatAnswersNothingAndSubscribesAgain()
      throws InterruptedException {
    serveAll((in, out) -> {
      in.skipNBytes(1);
      out.write(STANDS); // and never a word again
    });
    CountDownLatch stands = new CountDownLatch(2);
    try (Subscriber subscriber = new Subscriber(address(2))) {
      Runnable end =
          subscriber.subscribe(
              "news",
              new Subscriber.Listener() {
                @Override
                public void published(byte[] payload) {}

                @Override
                public void subscribed() {
                  stands.countDown();
                }
              });
      assertThat(stands.await(30, TimeUnit.SECONDS)).as("it stands again").isTrue();
      end.run();
    }
  }

  @Test
  void largeMessageMayTakeLongerThanServerMayBeSilent() {
    byte[] large = new byte[5 << 20];
    serveAll((in, out) -> {
      for (int read = 0; read < large.length; read += SLOW_BYTES) {
        in.skipNBytes(SLOW_BYTES);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(45)); // a slow link
      }
      out.write("+OK\r\n".getBytes(UTF_8));
      in.transferTo(OutputStream.nullOutputStream());
    });
    try (Redis redis = new Redis(address(6))) {
      assertThat(redis.send("SET", "key", large).join()).isEqualTo("OK");
    }
  }

  @Test
  void silentServerIsGivenUp() {
    serveAll((in, out) -> in.transferTo(OutputStream.nullOutputStream()));
    try (Redis redis = new Redis(address(2))) {
      var reply = redis.send("GET", "key");
      assertThatThrownBy(reply::join).hasMessageContaining("no reply within PT2S");
    }
  }

  @Test
  void timeoutBelowTheLeastIsRefused() {
    for (String bad : List.of("1.9", "-1", "soon")) {
      RedisAddress address = RedisAddress.of(URI.create("redis://here?timeout=" + bad));
      assertThatThrownBy(address::timeout)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("timeout");
    }
  }
}
