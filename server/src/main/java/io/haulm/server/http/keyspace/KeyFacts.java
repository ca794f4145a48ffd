package io.haulm.server.http.keyspace;

import java.util.Optional;

/**
 * A key as it stands in a list.
 *
 * @param key its name as text
 * @param base64 its name as it is
 * @param key64 its name as it stands in paths
 * @param ttlMillis how long it stays; -1 for ever
 * @param length of a string in bytes, of anything else in parts
 */
record KeyFacts(
    String key,
    String base64,
    String key64,
    String type,
    long ttlMillis,
    long memoryBytes,
    long length) {
  /** The facts; empty when the key has gone. */
  static Optional<KeyFacts> of(CommandRunner.Session session, byte[] name) {
    String type = session.run(CommandRunner.words("TYPE", name)).shown();
    if (type.equals("none")) {
      return Optional.empty();
    }
    return Optional.of(
        new KeyFacts(
            ByteText.shown(name),
            ByteText.base64(name),
            ByteText.key64(name),
            type,
            session.run(CommandRunner.words("PTTL", name)).number(),
            session.run(CommandRunner.words("MEMORY", "USAGE", name)).number(),
            session.run(CommandRunner.words(lengthCommand(type), name)).number()));
  }

  private static String lengthCommand(String type) {
    return switch (type) {
      case "list" -> "LLEN";
      case "set" -> "SCARD";
      case "zset" -> "ZCARD";
      case "hash" -> "HLEN";
      case "stream" -> "XLEN";
      default -> "STRLEN";
    };
  }
}
