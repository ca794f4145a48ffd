package io.haulm.conformance.redis;

import io.haulm.conformance.Polling;
import java.util.List;

/** A connection that looks at a server, and sweeps up behind a conversation. */
final class RedisObserver implements AutoCloseable {

  private final RedisConnection connection;

  RedisObserver(RedisServer server) {
    connection = server.connect();
  }

  /** A number of a section of INFO; -1 when it is not there. */
  long info(String section, String field) {
    for (String line : connection.ask("INFO", section).content().split("\r\n", -1)) {
      if (line.startsWith(field + ":")) {
        return Long.parseLong(line.substring(field.length() + 1));
      }
    }
    return -1;
  }

  /**
   * Whether exactly so many clients wait in a blocking command, now and a moment later: a reply
   * that was on its way at the first look has arrived after the second.
   */
  boolean areBlocked(long clients) {
    for (int look = 0; look < 2; look++) {
      if (info("clients", "blocked_clients") != clients) {
        return false;
      }
    }
    return true;
  }

  /** Waits until exactly so many clients wait in a blocking command. */
  void awaitBlocked(long clients) {
    Polling.untilTrue(() -> "never blocked: " + clients, () -> areBlocked(clients));
  }

  /** Waits until nobody is connected but this observer and so many others. */
  void awaitOthers(long others) {
    Polling.untilTrue(
        () -> "connections do not go: " + connection.ask("CLIENT", "LIST").shown(),
        () -> info("clients", "connected_clients") == 1 + others);
  }

  /** Makes the server as it was when it started, as far as anybody can see it. */
  void sweep() {
    for (List<String> command :
        List.of(
            List.of("FLUSHALL"),
            List.of("SCRIPT", "FLUSH"),
            List.of("CONFIG", "SET", "notify-keyspace-events", ""))) {
      connection.ask(command.toArray(String[]::new));
    }
    awaitOthers(0);
  }

  @Override
  public void close() {
    connection.close();
  }
}
