package io.haulm.bench.load;

import static io.haulm.bench.load.Servers.BEANSTALKD;
import static io.haulm.bench.load.Servers.HAULM;

import io.haulm.bench.load.FreshContenders.Memory;
import io.haulm.bench.report.Comparison;
import io.haulm.bench.report.Metric;
import io.haulm.bench.report.Wanted;
import java.util.ArrayList;
import java.util.List;

/** All loads, with the ratios that are wanted. */
public final class Catalogue {
  private static final int TUBES = 10_000;
  private static final int IDLE_CONNECTIONS = 10_000;
  static final int MILLION = 1_000_000;

  /** How deep the queue gets; enough for a heap to be one, little enough for the slower server. */
  private static final int DRAIN_JOBS = 100_000;

  /** Among many tubes beanstalkd is so slow that a tenth must do. */
  private static final int DRAIN_JOBS_AMONG_TUBES = 10_000;

  static final int PUTS_PER_SECOND = 2_000;
  static final int ROUNDS_MAX = 100;
  static final int FRESH_ROUNDS_MAX = 3;

  private static final String HAULM_ONE_TUBE = "haulm, one tube";

  /** Two runs of the same thing differ by so much; less is not called slower. */
  private static final Wanted NO_SLOWER = new Wanted.AtLeast(0.95);

  static final Wanted NOT_MORE = new Wanted.AtMost(1.0);

  private final Servers servers;

  private Catalogue(Servers servers) {
    this.servers = servers;
  }

  /** All loads, those in memory first. */
  public static List<Load> of(Servers servers) {
    Catalogue catalogue = new Catalogue(servers);
    List<Load> loads = new ArrayList<>();
    loads.addAll(catalogue.oneAtATime());
    loads.addAll(catalogue.manyAtATime());
    loads.addAll(catalogue.amongMany());
    loads.addAll(new DurableCatalogue(servers).loads());
    loads.addAll(new ClientCatalogue(servers).loads());
    loads.add(new ConsoleCatalogue(servers).watched());
    return List.copyOf(loads);
  }

  private List<Load> oneAtATime() {
    return List.of(
        against(
            "cycle-1",
            "put, reserve, delete one at a time, 1 connection",
            Workloads.cycleOnOneTube(1),
            wanted(Metric.COMMANDS_PER_SECOND, new Wanted.AtLeast(0.95))),
        against(
            "cycle-64",
            "put, reserve, delete one at a time, 64 connections, a tube for each",
            Workloads.cycleOnOwnTubes(64),
            wanted(Metric.COMMANDS_PER_SECOND, new Wanted.AtLeast(1.2)),
            wanted(Metric.SERVER_CPU_MICROS, NOT_MORE)),
        against(
            "cycle-64-one-tube",
            "put, reserve, delete one at a time, 64 connections, one tube",
            Workloads.cycleOnOneTube(64),
            wanted(Metric.COMMANDS_PER_SECOND, new Wanted.AtLeast(1.2)),
            wanted(Metric.SERVER_CPU_MICROS, NOT_MORE)),
        against(
            "cycle-1000",
            "put, reserve, delete one at a time, 1,000 connections, a tube for each",
            Workloads.cycleOnOwnTubes(1_000)),
        against(
            "cycle-1000-one-tube",
            "put, reserve, delete one at a time, 1,000 connections, one tube",
            Workloads.cycleOnOneTube(1_000)));
  }

  private List<Load> manyAtATime() {
    return List.of(
        against(
            "pipeline",
            "put 100,000 jobs, then drain them, 16 connections, 64 in flight",
            Workloads.putThenDrain(DRAIN_JOBS),
            wanted(Metric.COMMANDS_PER_SECOND, new Wanted.AtLeast(12))),
        against(
            "producers-workers",
            "16 producers put one at a time to 64 blocked workers; latency from put to reserve",
            Workloads.producersAndWorkers(16, 64)),
        against(
            "put-to-reserve",
            "2,000 puts a second to a blocked worker; latency from the time due to reserve",
            Workloads.putToReserve(PUTS_PER_SECOND),
            wanted(Metric.P99_MICROS, NOT_MORE)));
  }

  private List<Load> amongMany() {
    Load memory =
        new Load(
            "memory",
            "a million ready jobs of 100 bytes",
            List.of(
                new Memory(BEANSTALKD, servers.beanstalkdInMemory(), MILLION),
                new Memory(HAULM, servers.haulmInMemory(), MILLION)),
            List.of(wanted(Metric.MEMORY_MIB, NOT_MORE)),
            FRESH_ROUNDS_MAX);
    return List.of(
        amongTubes("cycle-64-tubes", "as cycle-64-one-tube", Workloads.cycleOnOneTube(64), 1.2),
        amongTubes(
            "pipeline-tubes",
            "as pipeline, with 10,000 jobs",
            Workloads.putThenDrain(DRAIN_JOBS_AMONG_TUBES),
            12),
        against(
            "cycle-64-idle",
            "as cycle-64-one-tube, among 10,000 idle connections",
            Workloads.amongIdleConnections(IDLE_CONNECTIONS, Workloads.cycleOnOneTube(64))),
        memory);
  }

  /** The two servers, each by itself, under the same workload. */
  private Load against(String name, String about, Workload workload, Comparison... comparisons) {
    return new Load(
        name,
        about,
        List.of(
            Contender.lasting(BEANSTALKD, servers.beanstalkdInMemory(), workload),
            Contender.lasting(HAULM, servers.haulmInMemory(), workload)),
        List.of(comparisons),
        ROUNDS_MAX);
  }

  /** Both servers among many tubes, and Haulm without them to compare it with itself. */
  private Load amongTubes(String name, String about, Workload workload, double times) {
    Workload crowded = Workloads.amongTubes(TUBES, workload);
    return new Load(
        name,
        about + ", among 10,000 other tubes",
        List.of(
            Contender.lasting(BEANSTALKD, servers.beanstalkdInMemory(), crowded),
            Contender.lasting(HAULM, servers.haulmInMemory(), crowded),
            Contender.lasting(HAULM_ONE_TUBE, servers.haulmInMemory(), workload)),
        List.of(
            new Comparison(HAULM, HAULM_ONE_TUBE, Metric.COMMANDS_PER_SECOND, NO_SLOWER),
            wanted(Metric.COMMANDS_PER_SECOND, new Wanted.AtLeast(times))),
        ROUNDS_MAX);
  }

  static Comparison wanted(Metric metric, Wanted wanted) {
    return new Comparison(HAULM, BEANSTALKD, metric, wanted);
  }
}
