package io.haulm.bench;

import io.haulm.bench.load.Load;
import io.haulm.bench.load.RedisServers;
import io.haulm.bench.load.TaskCatalogue;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;

/** The command {@code haulm bench tasks}. */
@Command(
    name = "tasks",
    description = "Runs the task library over Haulm beside Python's Celery over redis-server.",
    mixinStandardHelpOptions = true)
final class TasksCommand extends BesideRedisCommand {
  @Override
  List<Load> allLoads(Path haulmLauncher) {
    return TaskCatalogue.of(new RedisServers(haulmLauncher, original()));
  }
}
