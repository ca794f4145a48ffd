package io.haulm.server.redis;

import io.haulm.engine.keyspace.RefusedException;
import java.util.Locale;

/** What a client is, by the words of CLIENT LIST and CLIENT KILL. */
enum ClientType {
  /** It asks, and is answered. */
  NORMAL,
  /** It follows this server: never so here. */
  REPLICA,
  /** It listens to channels. */
  PUBSUB,
  /** This server follows it: never so here. */
  MASTER;

  /**
   * The type that a word names.
   *
   * @throws RefusedException when it names none
   */
  static ClientType parse(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "normal" -> NORMAL;
      case "replica", "slave" -> REPLICA;
      case "pubsub" -> PUBSUB;
      case "master" -> MASTER;
      default -> throw new RefusedException("ERR Unknown client type '" + word + "'");
    };
  }

  /** What this one is. */
  static ClientType of(RedisConnection connection) {
    return connection.client().subscriptions().isAny() ? PUBSUB : NORMAL;
  }
}
