package io.haulm.bench.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All rounds of a load.
 *
 * @param samples by contender, in the order in which they ran; one sample for each round
 */
public record LoadResult(
    String load, String about, Map<String, List<Sample>> samples, List<Comparison> comparisons) {

  /** A comparison and how it came out. */
  public record Outcome(Comparison comparison, Statistics ratio) {
    /** True when the ratio is as wanted. */
    public boolean isReached() {
      return comparison.wanted().isReachedBy(ratio.median());
    }
  }

  /** The figures of a contender, round by round; empty when it has none of this kind. */
  public List<Double> figures(String contender, Metric metric) {
    return samples.getOrDefault(contender, List.of()).stream()
        .filter(sample -> sample.figures().containsKey(metric))
        .map(sample -> sample.figures().get(metric))
        .toList();
  }

  /** How the comparisons came out; without those whose contenders did not run. */
  public List<Outcome> outcomes() {
    return comparisons.stream()
        .flatMap(comparison ->
            ratio(comparison.subject(), comparison.baseline(), comparison.metric())
                .map(ratio -> new Outcome(comparison, ratio))
                .stream())
        .toList();
  }

  /** How many times the figure of {@code subject} is of that of {@code baseline}. */
  public Optional<Statistics> ratio(String subject, String baseline, Metric metric) {
    List<Double> above = figures(subject, metric);
    List<Double> below = figures(baseline, metric);
    return above.isEmpty() || below.isEmpty()
        ? Optional.empty()
        : Optional.of(Statistics.ratio(above, below));
  }
}
