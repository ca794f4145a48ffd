package io.haulm.server.redis;

import io.haulm.server.shard.Shard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections that have been silent for long, if that is wanted. A client that waits for
 * something, or listens, may be silent for ever.
 */
final class IdleClients {
  private static final Logger LOG = LoggerFactory.getLogger(IdleClients.class);
  private static final long LOOK_MILLIS = 1000;
  private static final long MILLIS_PER_SECOND = 1000;

  private final Shard shard;
  private final Clients clients;
  private final Watcher watcher;
  private long timeoutSeconds;
  private boolean isLooking;

  IdleClients(Shard shard, Clients clients, Watcher watcher) {
    this.shard = shard;
    this.clients = clients;
    this.watcher = watcher;
  }

  /** After how long; 0 for never. */
  long timeoutSeconds() {
    return timeoutSeconds;
  }

  void setTimeoutSeconds(long seconds) {
    timeoutSeconds = seconds;
    lookLater();
  }

  private void lookLater() {
    if (timeoutSeconds > 0 && !isLooking) {
      isLooking = true;
      shard.executeLater(this::look, LOOK_MILLIS);
    }
  }

  private void look() {
    isLooking = false;
    for (RedisConnection connection : clients.all()) {
      boolean mayBeSilent =
          connection.isWaiting()
              || watcher.isMonitor(connection)
              || ClientType.of(connection) == ClientType.PUBSUB;
      long idleMillis = connection.profile().idleMillis(shard.nowMillis());
      if (timeoutSeconds > 0 && !mayBeSilent && idleMillis > timeoutSeconds * MILLIS_PER_SECOND) {
        LOG.debug("the client at {} was silent for too long", connection.profile().address());
        connection.kill();
      }
    }
    lookLater();
  }
}
