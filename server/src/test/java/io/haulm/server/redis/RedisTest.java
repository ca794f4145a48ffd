package io.haulm.server.redis;

import io.haulm.server.HaulmServer;
import io.haulm.server.Servers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test that talks to the Redis face. Each test has a server of its own. */
abstract class RedisTest {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final List<RespClient> clients = new ArrayList<>();
  private HaulmServer server;

  /** What clients have to know; a test class may want some. */
  Optional<String> password() {
    return Optional.empty();
  }

  @BeforeEach
  final void start() throws Exception {
    server = HaulmServer.start(Servers.withRedisPassword(password()));
  }

  @AfterEach
  final void stop() throws Exception {
    for (RespClient client : clients) {
      client.close();
    }
    server.close();
  }

  final HaulmServer server() {
    return server;
  }

  /** A new connection, closed at the end of the test. */
  final RespClient connect() throws Exception {
    RespClient client = new RespClient(server);
    clients.add(client);
    return client;
  }

  /** Waits until what a command answers contains this. */
  static void await(RespClient client, String part, String... words) throws Exception {
    String answer = "";
    long startNanos = System.nanoTime();
    while (System.nanoTime() - startNanos < PATIENCE_NANOS) {
      answer = client.ask(words);
      if (answer.contains(part)) {
        return;
      }
    }
    throw new AssertionError("'" + part + "' is not in: " + answer);
  }
}
