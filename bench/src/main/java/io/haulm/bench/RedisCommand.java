package io.haulm.bench;

import io.haulm.bench.load.Load;
import io.haulm.bench.load.RedisBenchmark;
import io.haulm.bench.load.RedisCatalogue;
import io.haulm.bench.load.RedisServers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code haulm bench redis}. */
@Command(
    name = "redis",
    description = "Runs Haulm and redis-server side by side and prints how they compare.",
    mixinStandardHelpOptions = true)
final class RedisCommand extends BesideRedisCommand {
  @Option(
      names = "--redis-benchmark",
      description = "Let the program redis-benchmark make the load instead.")
  private boolean redisBenchmark;

  @Override
  public Integer call() throws IOException {
    if (!redisBenchmark) {
      return super.call();
    }
    for (RedisBenchmark.Row row : RedisBenchmark.run(servers(haulm()), workFolder())) {
      say(row.text());
    }
    return CommandLine.ExitCode.OK;
  }

  @Override
  List<Load> allLoads(Path haulmLauncher) {
    return RedisCatalogue.of(servers(haulmLauncher));
  }

  private RedisServers servers(Path haulmLauncher) {
    return new RedisServers(haulmLauncher, original());
  }
}
