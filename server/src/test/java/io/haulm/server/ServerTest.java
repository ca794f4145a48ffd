package io.haulm.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test that talks to a server over sockets. Each test has a server of its own. */
public abstract class ServerTest {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final List<Client> clients = new ArrayList<>();
  private HaulmServer server;

  /** The server to test; a test class may want another one. */
  protected HaulmServer startServer() throws Exception {
    return Servers.plain();
  }

  @BeforeEach
  final void start() throws Exception {
    server = startServer();
  }

  @AfterEach
  final void stop() throws Exception {
    for (Client client : clients) {
      client.close();
    }
    server.close();
  }

  /** The server that is tested. */
  protected final HaulmServer server() {
    return server;
  }

  /** A new connection, closed at the end of the test. */
  protected final Client connect() throws Exception {
    Client client = new Client(server);
    clients.add(client);
    return client;
  }

  /** Waits until {@code key} in the server's statistics is {@code value}. */
  protected final void awaitStat(Client client, String key, String value) throws Exception {
    long startNanos = System.nanoTime();
    while (System.nanoTime() - startNanos < PATIENCE_NANOS) {
      if (client.stat("stats", key).equals(value)) {
        return;
      }
    }
    throw new AssertionError(key + " is not " + value + " but " + client.stat("stats", key));
  }
}
