package io.haulm.bench.load;

import static io.haulm.bench.load.RedisServers.REDIS;
import static io.haulm.bench.load.Servers.HAULM;

import io.haulm.bench.process.RunningServer;
import io.haulm.bench.report.Comparison;
import io.haulm.bench.report.Metric;
import io.haulm.bench.report.Sample;
import io.haulm.bench.report.Wanted;
import java.io.IOException;
import java.util.List;

/** All loads of the Redis face, with the ratios that are wanted. */
public final class RedisCatalogue {
  private static final int CONNECTIONS = 50;
  private static final int IN_FLIGHT = 16;
  private static final int MILLION = 1_000_000;

  /** Enough for seconds, little enough to be added anew before each round. */
  private static final int ENTRIES_READ = 300_000;

  private static final int CELERY_PROCESSES = 4;
  private static final int CELERY_TASKS = 2_000;
  private static final int ROUNDS_MAX = 100;
  private static final int FRESH_ROUNDS_MAX = 3;
  private static final String MEMORY = "memory";

  private final RedisServers servers;

  private RedisCatalogue(RedisServers servers) {
    this.servers = servers;
  }

  /** All loads. */
  public static List<Load> of(RedisServers servers) {
    RedisCatalogue catalogue = new RedisCatalogue(servers);
    return List.of(
        catalogue.inMemory(
            "xadd-pipeline",
            "XADD of 100 bytes, 50 connections, 16 in flight",
            RedisWorkloads.xadd(CONNECTIONS, IN_FLIGHT),
            1.0),
        catalogue.xaddDurable(),
        catalogue.inMemory(
            "xreadgroup",
            "XREADGROUP COUNT 1 of 300,000 entries, 50 connections, 16 in flight",
            RedisWorkloads.xreadgroup(CONNECTIONS, IN_FLIGHT, ENTRIES_READ),
            2.0),
        catalogue.inMemory(
            "list-cycle",
            "LPUSH and BRPOP of 100 bytes, 50 connections with a list each, 16 in flight",
            RedisWorkloads.listCycle(CONNECTIONS, IN_FLIGHT),
            0.9),
        catalogue.streamMemory(),
        catalogue.celery());
  }

  private Load inMemory(String name, String about, Workload workload, double times) {
    return new Load(
        name,
        about,
        List.of(
            Contender.lasting(REDIS, servers.redisInMemory(), workload),
            Contender.lasting(HAULM, servers.haulm(MEMORY), workload)),
        List.of(wanted(Metric.COMMANDS_PER_SECOND, new Wanted.AtLeast(times))),
        ROUNDS_MAX);
  }

  private Load xaddDurable() {
    Workload workload = RedisWorkloads.xadd(CONNECTIONS, 1);
    return new Load(
        "xadd-durable",
        "XADD of 100 bytes, 50 connections, one at a time, answered when on disk",
        List.of(
            Contender.lasting(REDIS, servers.redisAlwaysSyncing(), workload),
            Contender.lasting(HAULM, servers.haulm("sync"), workload)),
        List.of(wanted(Metric.COMMANDS_PER_SECOND, new Wanted.AtLeast(2))),
        ROUNDS_MAX);
  }

  private Load streamMemory() {
    return new Load(
        "stream-memory",
        "a million entries with one field of 100 bytes, then all of them pending",
        List.of(
            FreshContenders.measuring(
                REDIS, servers.redisInMemory(), server -> StreamMemory.measure(server, MILLION)),
            FreshContenders.measuring(
                HAULM, servers.haulm(MEMORY), server -> StreamMemory.measure(server, MILLION))),
        List.of(wanted(Metric.MEMORY_BYTES_PER_ENTRY, new Wanted.AtMost(1.3))),
        FRESH_ROUNDS_MAX);
  }

  private Load celery() {
    return new Load(
        "celery",
        "two thousand no-op tasks through four worker processes of Python's Celery",
        List.of(
            FreshContenders.measuring(REDIS, servers.redisInMemory(), RedisCatalogue::celery),
            FreshContenders.measuring(HAULM, servers.haulm(MEMORY), RedisCatalogue::celery)),
        List.of(wanted(Metric.COMMANDS_PER_SECOND, new Wanted.AtLeast(0.95))),
        FRESH_ROUNDS_MAX);
  }

  private static Sample celery(RunningServer server) throws IOException {
    return PythonTasks.once(server, CELERY_PROCESSES, PythonTasks.throughput(CELERY_TASKS));
  }

  private static Comparison wanted(Metric metric, Wanted wanted) {
    return new Comparison(HAULM, REDIS, metric, wanted);
  }
}
