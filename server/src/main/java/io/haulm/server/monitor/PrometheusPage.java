package io.haulm.server.monitor;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * The page that Prometheus reads. Made when it is first asked for: setting it up takes a good part
 * of a second, and many never ask.
 */
public final class PrometheusPage {
  /** What the page is, for whoever asks. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final double MILLIS_PER_SECOND = 1000;

  private final Supplier<Optional<Snapshot>> latest;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** A page of what the newest snapshot tells. */
  public PrometheusPage(Supplier<Optional<Snapshot>> latest) {
    this.latest = latest;
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    addProcess();
    registry.getPrometheusRegistry().register(new TubeAndStreamMetrics(latest));
    Collector syncs = this::syncs;
    registry.getPrometheusRegistry().register(syncs);
  }

  /** The page as it is now. */
  public synchronized String text() {
    return registry.scrape(CONTENT_TYPE);
  }

  private void addProcess() {
    gauge("haulm.connections", "Clients that are connected", ProcessFigures::connections);
    gauge("haulm.workers", "Connections that have reserved a job", ProcessFigures::workers);
    gauge("haulm.waiting", "Connections that wait for a job", ProcessFigures::waiting);
    gauge("haulm.journal.bytes", "What the journal holds", ProcessFigures::journalBytes);
    gauge("haulm.body.bytes", "Native memory of job bodies", ProcessFigures::bodyBytes);
    gauge("haulm.keyspace.bytes", "Heap of keys and values", ProcessFigures::keyspaceBytes);
    gauge("haulm.resident.bytes", "Memory of the process", ProcessFigures::residentBytes);
    gauge("haulm.disk.usable.bytes", "Room on the disk", ProcessFigures::diskUsableBytes);
    counter(
        "haulm.gc.seconds",
        "Time spent on collecting garbage",
        process -> process.gcMillis() / MILLIS_PER_SECOND);
    counter("haulm.gc.collections", "Collections of garbage", ProcessFigures::gcCount);
    Gauge.builder("haulm.tubes", () -> latest.get().map(it -> it.totals().tubes()).orElse(0L))
        .description("Tubes that exist")
        .register(registry);
  }

  private void gauge(String name, String help, ToDoubleFunction<ProcessFigures> figure) {
    Gauge.builder(name, () -> process(figure)).description(help).register(registry);
  }

  private void counter(String name, String help, ToDoubleFunction<ProcessFigures> figure) {
    FunctionCounter.builder(name, this, page -> page.process(figure))
        .description(help)
        .register(registry);
  }

  private double process(ToDoubleFunction<ProcessFigures> figure) {
    return latest.get().map(Snapshot::process).map(figure::applyAsDouble).orElse(0.0);
  }

  private HistogramSnapshot syncs() {
    HistogramSnapshot.Builder syncs =
        HistogramSnapshot.builder()
            .name("haulm_journal_sync_seconds")
            .help("How long the disk took to sync the journal");
    latest
        .get()
        .ifPresent(snapshot ->
            syncs.dataPoint(
                HistogramDataPointSnapshot.builder()
                    .classicHistogramBuckets(
                        CoarseBuckets.ofMicros(snapshot.process().syncCounts()))
                    .build()));
    return syncs.build();
  }
}
