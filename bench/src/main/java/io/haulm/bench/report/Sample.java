package io.haulm.bench.report;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** What one round yielded. */
public record Sample(Map<Metric, Double> figures) {
  /** Keeps a copy. */
  public Sample {
    Map<Metric, Double> copy = new EnumMap<>(Metric.class);
    copy.putAll(figures);
    figures = Collections.unmodifiableMap(copy);
  }

  /** This sample and one more figure. */
  public Sample with(Metric metric, double figure) {
    Map<Metric, Double> more = new EnumMap<>(Metric.class);
    more.putAll(figures);
    more.put(metric, figure);
    return new Sample(more);
  }
}
