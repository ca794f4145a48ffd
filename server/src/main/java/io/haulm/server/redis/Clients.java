package io.haulm.server.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All clients that are connected, by their ids. */
final class Clients {
  private final TreeMap<Long, RedisConnection> byId = new TreeMap<>();

  void add(RedisConnection connection) {
    byId.put(connection.client().id(), connection);
  }

  void remove(RedisConnection connection) {
    byId.remove(connection.client().id());
  }

  /** The client with this id; null when there is none. */
  @Nullable RedisConnection find(long id) {
    return byId.get(id);
  }

  /** All of them, the oldest first; a copy. */
  List<RedisConnection> all() {
    return new ArrayList<>(byId.values());
  }

  int count() {
    return byId.size();
  }
}
