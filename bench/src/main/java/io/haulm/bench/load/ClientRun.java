package io.haulm.bench.load;

import io.haulm.bench.process.RunningServer;
import io.haulm.bench.report.Metric;
import io.haulm.bench.report.Sample;
import io.haulm.bench.wire.Requests;
import io.haulm.client.Connection;
import io.haulm.client.NewJob;
import java.time.Duration;
import java.util.Map;

/** The Java client on one connection, on the thread that calls it. */
abstract class ClientRun implements Run {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final Duration TTR = Duration.ofMinutes(2);

  private final RunningServer server;
  private final Connection connection;

  ClientRun(RunningServer server) {
    this.server = server;
    connection = connect(server);
  }

  /** A connection of the Java client to the tube of the loads. */
  static Connection connect(RunningServer server) {
    Connection connection =
        Connection.open(
            server.address().getHostString() + ":" + Integer.toString(server.address().getPort()));
    String _ = connection.use(Workloads.TUBE);
    int _ = connection.watch(Workloads.TUBE);
    int _ = connection.ignore("default");
    return connection;
  }

  final Connection connection() {
    return connection;
  }

  /** A job as the loop's are. */
  static NewJob job() {
    return NewJob.of("x".repeat(Requests.BODY_BYTES)).priority(0).ttr(TTR);
  }

  /** Works until then, and returns how many commands were answered. */
  abstract long workUntil(long endNanos);

  /** What is to be done after each round, unmeasured. */
  void afterRound() {}

  @Override
  public final void warmUp(long nanos) {
    Sample _ = round(nanos);
  }

  @Override
  public final Sample round(long nanos) {
    long beginMicros = server.cpuMicros();
    long beginNanos = System.nanoTime();
    long commands = workUntil(beginNanos + nanos);
    double spentNanos = System.nanoTime() - beginNanos;
    double serverMicros = server.cpuMicros() - beginMicros;
    afterRound();
    return new Sample(
        Map.of(
            Metric.COMMANDS_PER_SECOND, commands * NANOS_PER_SECOND / spentNanos,
            Metric.SERVER_CPU_MICROS, serverMicros / commands));
  }

  @Override
  public final void close() {
    connection.close();
  }
}
