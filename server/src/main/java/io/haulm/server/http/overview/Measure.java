package io.haulm.server.http.overview;

import io.haulm.server.history.Figures;
import io.haulm.server.history.Metric;
import io.haulm.server.http.Rounded;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a curve can show. */
enum Measure {
  IN("in", Metric.IN),
  OUT("out", Metric.OUT),
  READY("ready", Metric.READY),
  RESERVED("reserved", Metric.RESERVED),
  DELAYED("delayed", Metric.DELAYED),
  BURIED("buried", Metric.BURIED),
  OLDEST("oldest", Metric.OLDEST),
  LENGTH("length", Metric.LENGTH),
  PENDING("pending", Metric.PENDING),
  LAG("lag", Metric.LAG),
  WAIT_P50("waitP50", 0.50),
  WAIT_P95("waitP95", 0.95),
  WAIT_P99("waitP99", 0.99);

  private final String word;
  private final @Nullable Metric metric;
  private final double share;

  Measure(String word, Metric metric) {
    this.word = word;
    this.metric = metric;
    this.share = 0;
  }

  Measure(String word, double share) {
    this.word = word;
    this.metric = null;
    this.share = share;
  }

  static Optional<Measure> of(String word) {
    return Arrays.stream(values()).filter(measure -> measure.word.equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Measure::word).toList();
  }

  String word() {
    return word;
  }

  /** Its value in a period: counts per second, times in milliseconds; null when there is none. */
  @Nullable Number of(Figures figures) {
    Metric wanted = metric;
    if (wanted == null) {
      return figures.hasWaits() ? (Number) Rounded.millis(figures.waitMillis(share)) : null;
    }
    boolean isRate = wanted == Metric.IN || wanted == Metric.OUT;
    return isRate ? (Number) Rounded.rate(figures.perSecond(wanted)) : (Number) figures.get(wanted);
  }
}
