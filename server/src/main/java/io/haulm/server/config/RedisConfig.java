package io.haulm.server.config;

import java.util.Optional;

/**
 * What the Redis face is told at its start.
 *
 * @param address where it listens
 * @param password what clients have to know; empty when everybody may come in
 * @param memoryBytesMax how many bytes keys and values may take
 */
public record RedisConfig(FaceAddress address, Optional<String> password, long memoryBytesMax) {
  /** A face that is off. */
  public static final RedisConfig OFF =
      new RedisConfig(new FaceAddress.Off(), Optional.empty(), 1L << 30);

  /** Not the password. */
  @Override
  public String toString() {
    return "RedisConfig[" + address + ", memoryBytesMax=" + memoryBytesMax + "]";
  }
}
