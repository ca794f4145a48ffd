package io.haulm.bench.load;

import static io.haulm.bench.load.RedisServers.REDIS;
import static io.haulm.bench.load.Servers.HAULM;

import io.haulm.bench.process.ServerRecipe;
import io.haulm.bench.report.Comparison;
import io.haulm.bench.report.Metric;
import io.haulm.bench.report.Wanted;
import java.util.List;

/** Loads of the task library over Haulm, beside Python's Celery over redis-server. */
public final class TaskCatalogue {
  private static final String CELERY = "celery, " + REDIS;
  private static final String JAVA = "java, " + HAULM;
  private static final String JAVA_OVER_REDIS = "java, " + REDIS;

  private static final int PYTHON_PROCESSES = 2;
  private static final int PYTHON_TASKS = 1_000;
  private static final int JAVA_TASKS = 10_000;
  private static final int CALLS = 500;
  private static final int SLEEPERS = 10_000;
  private static final int ROUNDS_MAX = 100;

  private final RedisServers servers;

  private TaskCatalogue(RedisServers servers) {
    this.servers = servers;
  }

  /** All loads. */
  public static List<Load> of(RedisServers servers) {
    TaskCatalogue catalogue = new TaskCatalogue(servers);
    return List.of(catalogue.throughput(), catalogue.latency(), catalogue.sleepers());
  }

  private Load throughput() {
    return new Load(
        "noop",
        "tasks that do nothing, from the first call to the last result, one worker",
        List.of(
            python(PythonTasks.throughput(PYTHON_TASKS)),
            java(JAVA_OVER_REDIS, servers.redisInMemory(), JavaTasks.throughput(JAVA_TASKS)),
            java(JAVA, servers.haulm("sync"), JavaTasks.throughput(JAVA_TASKS))),
        List.of(new Comparison(JAVA, CELERY, Metric.COMMANDS_PER_SECOND, new Wanted.AtLeast(10))),
        ROUNDS_MAX);
  }

  private Load latency() {
    return new Load(
        "call",
        "one call at a time, to its result",
        List.of(
            python(PythonTasks.latency(CALLS)),
            java(JAVA_OVER_REDIS, servers.redisInMemory(), JavaTasks.latency(CALLS)),
            java(JAVA, servers.haulm("sync"), JavaTasks.latency(CALLS))),
        List.of(new Comparison(JAVA, CELERY, Metric.P50_MICROS, new Wanted.AtMost(0.5))),
        ROUNDS_MAX);
  }

  private Load sleepers() {
    return new Load(
        "sleepers",
        "ten thousand tasks that each sleep a second, one worker (wanted: under 15 s)",
        List.of(java(JAVA, servers.haulm("sync"), JavaTasks.sleepers(SLEEPERS))),
        List.of(),
        ROUNDS_MAX);
  }

  private Contender python(PythonTasks.Measurement measurement) {
    return Contender.lasting(
        CELERY,
        servers.redisInMemory(),
        server -> new PythonTasks(server, PYTHON_PROCESSES, measurement));
  }

  private static Contender java(
      String name, ServerRecipe recipe, JavaTasks.Measurement measurement) {
    return Contender.lasting(name, recipe, server -> new JavaTasks(server, measurement));
  }
}
