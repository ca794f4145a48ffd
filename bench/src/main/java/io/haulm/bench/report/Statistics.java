package io.haulm.bench.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Figures of several rounds in three numbers. The median, because one disturbed round must not move
 * the result; the extremes, because they tell how far it can be trusted.
 */
public record Statistics(double median, double min, double max) {
  /**
   * Condenses figures.
   *
   * @param values at least one
   */
  public static Statistics of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values");
    }
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Statistics(median, sorted.getFirst(), sorted.getLast());
  }

  /**
   * How many times {@code subject} is of {@code baseline}: the ratio of the medians, and the
   * extreme ratios of rounds that ran one after the other.
   */
  public static Statistics ratio(List<Double> subject, List<Double> baseline) {
    List<Double> pairs =
        IntStream.range(0, Math.min(subject.size(), baseline.size()))
            .mapToObj(round -> subject.get(round) / baseline.get(round))
            .toList();
    Statistics spread = of(pairs);
    return new Statistics(of(subject).median() / of(baseline).median(), spread.min(), spread.max());
  }
}
