package io.haulm.server.monitor;

import io.haulm.engine.keyspace.stream.StreamFigures.GroupFigures;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What Prometheus is told of tubes and streams. They come and go and their histograms are counted
 * by the engine, so the rows are made when they are asked for.
 */
final class TubeAndStreamMetrics implements MultiCollector {
  /** How many rows of streams and groups there are at most. */
  static final int STREAM_ROWS_MAX = 500;

  private static final double MILLIS_PER_SECOND = 1000;

  private final Supplier<Optional<Snapshot>> latest;
  private final LabelledTubes labelled = new LabelledTubes();

  TubeAndStreamMetrics(Supplier<Optional<Snapshot>> latest) {
    this.latest = latest;
  }

  @Override
  public MetricSnapshots collect() {
    Optional<Snapshot> snapshot = latest.get();
    if (snapshot.isEmpty()) {
      return MetricSnapshots.of();
    }
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    List<LabelledTubes.Row> rows = labelled.rows(snapshot.get());
    addLevels(all, rows);
    addCounters(all, rows);
    addWaits(all, rows);
    addStreams(all, snapshot.get().streams());
    return all.build();
  }

  private static void addLevels(MetricSnapshots.Builder all, List<LabelledTubes.Row> rows) {
    GaugeSnapshot.Builder jobs =
        GaugeSnapshot.builder().name("haulm_tube_jobs").help("Jobs of a tube by state");
    GaugeSnapshot.Builder oldest =
        GaugeSnapshot.builder()
            .name("haulm_tube_oldest_ready_seconds")
            .help("Age of the job that has been ready for longest; 0 when none is ready");
    for (LabelledTubes.Row row : rows) {
      jobs.dataPoint(point(row.ready(), Labels.of("tube", row.label(), "state", "ready")));
      jobs.dataPoint(point(row.reserved(), Labels.of("tube", row.label(), "state", "reserved")));
      jobs.dataPoint(point(row.delayed(), Labels.of("tube", row.label(), "state", "delayed")));
      jobs.dataPoint(point(row.buried(), Labels.of("tube", row.label(), "state", "buried")));
      oldest.dataPoint(
          GaugeDataPointSnapshot.builder()
              .value(row.oldestReadyMillis() / MILLIS_PER_SECOND)
              .labels(Labels.of("tube", row.label()))
              .build());
    }
    all.metricSnapshot(jobs.build()).metricSnapshot(oldest.build());
  }

  private static void addCounters(MetricSnapshots.Builder all, List<LabelledTubes.Row> rows) {
    CounterSnapshot.Builder in =
        CounterSnapshot.builder().name("haulm_tube_in").help("Jobs put into a tube");
    CounterSnapshot.Builder out =
        CounterSnapshot.builder().name("haulm_tube_out").help("Jobs deleted from a tube");
    for (LabelledTubes.Row row : rows) {
      Labels labels = Labels.of("tube", row.label());
      in.dataPoint(counted(row.puts(), labels));
      out.dataPoint(counted(row.deletes(), labels));
    }
    all.metricSnapshot(in.build()).metricSnapshot(out.build());
  }

  private static void addWaits(MetricSnapshots.Builder all, List<LabelledTubes.Row> rows) {
    HistogramSnapshot.Builder waits =
        HistogramSnapshot.builder()
            .name("haulm_tube_wait_seconds")
            .help("How long jobs were ready before they were reserved");
    for (LabelledTubes.Row row : rows) {
      waits.dataPoint(
          HistogramDataPointSnapshot.builder()
              .classicHistogramBuckets(CoarseBuckets.ofMillis(row.waitCounts()))
              .labels(Labels.of("tube", row.label()))
              .build());
    }
    all.metricSnapshot(waits.build());
  }

  private static void addStreams(MetricSnapshots.Builder all, List<StreamStatus> streams) {
    GaugeSnapshot.Builder length =
        GaugeSnapshot.builder().name("haulm_stream_entries").help("Entries of a stream");
    GaugeSnapshot.Builder lag =
        GaugeSnapshot.builder()
            .name("haulm_stream_group_lag")
            .help("Entries of a stream that a consumer group has still to be given");
    GaugeSnapshot.Builder pending =
        GaugeSnapshot.builder()
            .name("haulm_stream_group_pending")
            .help("Entries delivered to a consumer group and not acknowledged");
    int rows = 0;
    for (StreamStatus stream : streams) {
      Labels key =
          Labels.of(
              "database",
              Integer.toString(stream.figures().database()),
              "stream",
              text(stream.figures().key()));
      rows += 1 + stream.figures().groups().size();
      if (rows > STREAM_ROWS_MAX) {
        break;
      }
      length.dataPoint(point(stream.figures().length(), key));
      for (GroupFigures group : stream.figures().groups()) {
        Labels labels = key.merge(Labels.of("group", text(group.name())));
        lag.dataPoint(point(group.lag(), labels));
        pending.dataPoint(point(group.pending(), labels));
      }
    }
    all.metricSnapshot(length.build());
    all.metricSnapshot(lag.build()).metricSnapshot(pending.build());
  }

  private static GaugeDataPointSnapshot point(long value, Labels labels) {
    return GaugeDataPointSnapshot.builder().value((double) value).labels(labels).build();
  }

  private static CounterDataPointSnapshot counted(long value, Labels labels) {
    return CounterDataPointSnapshot.builder().value((double) value).labels(labels).build();
  }

  /** Bytes as text of which two different names are also different. */
  private static String text(byte[] name) {
    String text = new String(name, StandardCharsets.UTF_8);
    boolean isText = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), name);
    return isText ? text : "base64:" + StreamStatus.key64(name);
  }
}
