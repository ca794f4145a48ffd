package io.haulm.bench.load;

import io.haulm.bench.report.Comparison;
import io.haulm.bench.report.Metric;
import io.haulm.bench.report.Wanted;
import java.util.List;

/** Loads of the Java client, beside the bench's own loop, which knows no objects, on one server. */
final class ClientCatalogue {
  private static final String LOOP = "loop";
  private static final String CLIENT = "client";

  /** How many commands without a reply the pipelined ones keep in flight. */
  private static final int IN_FLIGHT = 256;

  private final Servers servers;

  ClientCatalogue(Servers servers) {
    this.servers = servers;
  }

  List<Load> loads() {
    return List.of(
        load(
            "client-cycle",
            "put, reserve, delete one at a time, 1 connection, by the Java client",
            Workloads.cycleOnOneTube(1),
            ClientCycleRun::new,
            0.8),
        load(
            "client-puts",
            "put, 1 connection, 256 in flight, by the Java client (wanted: 300,000/s)",
            server -> new PutOnlyRun(server, 1, IN_FLIGHT),
            server -> new ClientPutsRun(server, IN_FLIGHT),
            0.5));
  }

  private Load load(String name, String about, Workload loop, Workload client, double times) {
    return new Load(
        name,
        about,
        List.of(
            Contender.lasting(LOOP, servers.haulmInMemory(), loop),
            Contender.lasting(CLIENT, servers.haulmInMemory(), client)),
        List.of(
            new Comparison(CLIENT, LOOP, Metric.COMMANDS_PER_SECOND, new Wanted.AtLeast(times))),
        Catalogue.ROUNDS_MAX);
  }
}
