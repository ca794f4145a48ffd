package io.haulm.server.http.overview;

import io.haulm.server.history.Figures;
import io.haulm.server.history.Metric;
import io.haulm.server.http.Rounded;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What a curve can show. */
@SuppressWarnings("ImmutableEnumChecker") // Its functions keep nothing.
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
  WAIT_P50("waitP50", Figures::hasWaits, figures -> figures.waitMillis(0.50)),
  WAIT_P95("waitP95", Figures::hasWaits, figures -> figures.waitMillis(0.95)),
  WAIT_P99("waitP99", Figures::hasWaits, figures -> figures.waitMillis(0.99)),
  RUN_P50("runP50", Figures::hasRuns, figures -> figures.runMillis(0.50)),
  RUN_P95("runP95", Figures::hasRuns, figures -> figures.runMillis(0.95)),
  RUN_P99("runP99", Figures::hasRuns, figures -> figures.runMillis(0.99));

  private final String word;
  private final Predicate<Figures> isThere;
  private final Function<Figures, Number> value;

  Measure(String word, Metric metric) {
    boolean isRate = metric == Metric.IN || metric == Metric.OUT;
    this.word = word;
    this.isThere = _ -> true;
    this.value =
        isRate
            ? figures -> Rounded.rate(figures.perSecond(metric))
            : figures -> figures.get(metric);
  }

  Measure(String word, Predicate<Figures> isThere, ToDoubleFunction<Figures> millis) {
    this.word = word;
    this.isThere = isThere;
    this.value = figures -> Rounded.millis(millis.applyAsDouble(figures));
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
    return isThere.test(figures) ? value.apply(figures) : null;
  }
}
