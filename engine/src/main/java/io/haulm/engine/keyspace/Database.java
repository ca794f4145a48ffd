package io.haulm.engine.keyspace;

import io.haulm.engine.Check;
import io.haulm.engine.keyspace.table.ByteNode;
import io.haulm.engine.keyspace.table.ByteTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One database: its keys, and the clients that wait for keys or watch them. */
final class Database {
  /** Not final: two databases may swap what they hold, and their clients notice. */
  ByteTable<KeyEntry> keys;

  final int number;
  final ByteTable<Waiting> waiting;
  private final ByteTable<Watched> watched;
  private final long seed;
  int volatileKeys;

  /** The clients that are blocked on a key, the first one first. */
  static final class Waiting extends ByteNode {
    final Set<KeyspaceClient> clients = new LinkedHashSet<>();
    boolean isSignalled;

    Waiting(byte[] name) {
      super(name);
    }
  }

  /** The clients that watch a key. */
  private static final class Watched extends ByteNode {
    private final List<KeyspaceClient> clients = new ArrayList<>();

    Watched(byte[] name) {
      super(name);
    }
  }

  Database(int number, long seed) {
    this.number = number;
    this.seed = seed;
    this.keys = new ByteTable<>(seed);
    this.waiting = new ByteTable<>(seed);
    this.watched = new ByteTable<>(seed);
  }

  void clear() {
    keys = new ByteTable<>(seed);
    volatileKeys = 0;
  }

  /** A key was changed: the transactions of those who watch it will not be executed. */
  void touched(byte[] name) {
    if (!watched.isEmpty()) {
      Watched watch = watched.find(name);
      if (watch != null) {
        watch.clients.forEach(client -> client.watchedHasChanged = true);
      }
    }
  }

  /** Whatever is watched and exists here or in the other one counts as changed. */
  void touchAll(Database other) {
    watched.forEach(watch -> {
      if (keys.find(watch.key()) != null || other.keys.find(watch.key()) != null) {
        watch.clients.forEach(client -> client.watchedHasChanged = true);
      }
    });
  }

  /** How many keys somebody waits for who is to be told when they go. */
  long awaitedAlsoWhenGone() {
    long[] count = {0};
    waiting.forEach(
        each -> count[0] += each.clients.stream().anyMatch(Database::wakesWhenGone) ? 1 : 0);
    return count[0];
  }

  private static boolean wakesWhenGone(KeyspaceClient client) {
    return Check.present(client.blocked, "who waits is blocked").request().wakesWhenGone();
  }

  void watch(KeyspaceClient client, byte[] name) {
    Watched watch = watched.find(name);
    if (watch == null) {
      watch = new Watched(name);
      watched.add(watch);
    }
    if (!watch.clients.contains(client)) {
      watch.clients.add(client);
      client.watches.add(new KeyspaceClient.WatchedKey(this, name));
    }
  }

  void unwatch(KeyspaceClient client, byte[] name) {
    Watched watch = watched.find(name);
    if (watch != null) {
      watch.clients.remove(client);
      if (watch.clients.isEmpty()) {
        watched.remove(name);
      }
    }
  }
}
