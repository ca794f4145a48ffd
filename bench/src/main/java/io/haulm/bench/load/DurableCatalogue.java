package io.haulm.bench.load;

import static io.haulm.bench.load.Servers.BEANSTALKD;
import static io.haulm.bench.load.Servers.HAULM;

import io.haulm.bench.load.FreshContenders.Recovery;
import io.haulm.bench.report.Comparison;
import io.haulm.bench.report.Metric;
import io.haulm.bench.report.Wanted;
import java.util.ArrayList;
import java.util.List;

/** The loads of servers that keep jobs on disk. */
record DurableCatalogue(Servers servers) {
  private static final String SYNC = "haulm sync";
  private static final String INTERVAL = "haulm interval=50";
  private static final String F0 = "beanstalkd -f0";
  private static final String F50 = "beanstalkd -f50";
  private static final String COMPACTING = "haulm compacting";

  /** How many connections put and delete to give compaction work. */
  private static final int CHURNING = 32;

  private static final String QUIET = "haulm not compacting";

  List<Load> loads() {
    return List.of(
        durablePut("durable-put", 1, 5),
        durablePut("durable-put-32", 32, 40),
        recovery(),
        compaction());
  }

  private Load durablePut(String name, int inFlight, double timesF0) {
    Workload workload = Workloads.putOnly(64, inFlight);
    List<Comparison> comparisons = new ArrayList<>();
    comparisons.add(faster(SYNC, F0, timesF0));
    if (inFlight > 1) {
      comparisons.add(faster(SYNC, BEANSTALKD, 3));
    }
    return new Load(
        name,
        "put, 64 connections, " + inFlight + " in flight on each, kept on disk",
        List.of(
            Contender.lasting(BEANSTALKD, servers.beanstalkdInMemory(), workload),
            Contender.lasting(F0, servers.beanstalkdWithBinlog("-f0"), workload),
            Contender.lasting(SYNC, servers.haulmWith("sync"), workload),
            Contender.lasting(F50, servers.beanstalkdWithBinlog("-f50"), workload),
            Contender.lasting(INTERVAL, servers.haulmWith("interval=50"), workload)),
        comparisons,
        Catalogue.ROUNDS_MAX);
  }

  private Load recovery() {
    return new Load(
        "recovery",
        "killed with a million jobs of 100 bytes, then started: time to the first reply",
        List.of(
            new Recovery(BEANSTALKD, servers.beanstalkdWithBinlog("-f50"), Catalogue.MILLION),
            new Recovery(HAULM, servers.haulmWith("sync"), Catalogue.MILLION)),
        List.of(
            Catalogue.wanted(Metric.RESTART_MILLIS, new Wanted.AtMost(1.0 / 3)),
            Catalogue.wanted(Metric.DISK_BYTES_PER_JOB, Catalogue.NOT_MORE)),
        Catalogue.FRESH_ROUNDS_MAX);
  }

  private Load compaction() {
    return new Load(
        "compaction",
        "2,000 puts a second among puts and deletes that leave work for compaction, or none",
        List.of(
            Contender.lasting(
                QUIET,
                servers.haulmWithSmallSegments(),
                Workloads.putAmongChurn(Catalogue.PUTS_PER_SECOND, CHURNING, false)),
            Contender.lasting(
                COMPACTING,
                servers.haulmWithSmallSegments(),
                Workloads.putAmongChurn(Catalogue.PUTS_PER_SECOND, CHURNING, true))),
        List.of(new Comparison(COMPACTING, QUIET, Metric.P99_MICROS, new Wanted.AtMost(2))),
        Catalogue.ROUNDS_MAX);
  }

  private static Comparison faster(String subject, String baseline, double times) {
    return new Comparison(subject, baseline, Metric.COMMANDS_PER_SECOND, new Wanted.AtLeast(times));
  }
}
