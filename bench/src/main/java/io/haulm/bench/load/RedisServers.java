package io.haulm.bench.load;

import io.haulm.bench.process.ServerRecipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How to start the two servers that speak the Redis protocol.
 *
 * @param haulm its launcher
 * @param redisServer its program
 */
public record RedisServers(Path haulm, Path redisServer) {
  /** How tables call the original. */
  public static final String REDIS = "redis-server";

  /** Haulm with its Redis face alone. */
  ServerRecipe haulm(String durability) {
    return new ServerRecipe(
        Servers.HAULM,
        List.of(
            haulm.toString(),
            "serve",
            "--data",
            "{data}",
            "--beanstalk",
            "off",
            "--redis",
            "127.0.0.1:{port}",
            "--http",
            "off",
            "--durability",
            durability));
  }

  /** redis-server that keeps nothing on disk. */
  ServerRecipe redisInMemory() {
    return redis("--appendonly", "no");
  }

  /** redis-server that answers when a change is on disk. */
  ServerRecipe redisAlwaysSyncing() {
    return redis("--appendonly", "yes", "--appendfsync", "always");
  }

  private ServerRecipe redis(String... more) {
    List<String> command = new ArrayList<>(List.of(redisServer.toString(), "--port", "{port}"));
    command.addAll(List.of("--bind", "127.0.0.1", "--dir", "{data}", "--save", ""));
    command.addAll(List.of(more));
    return new ServerRecipe(REDIS, command);
  }
}
