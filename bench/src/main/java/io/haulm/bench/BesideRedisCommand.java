package io.haulm.bench;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** A command whose original is redis-server, or runs over it. */
abstract class BesideRedisCommand extends SideBySideCommand {
  @Option(
      names = "--redis-server",
      paramLabel = "PATH",
      defaultValue = "/usr/bin/redis-server",
      description = "redis-server (default: ${DEFAULT-VALUE}).")
  private Path redisServer = Path.of("redis-server");

  @Override
  final Path original() {
    return redisServer;
  }

  @Override
  final String originalVersionOption() {
    return "--version";
  }
}
