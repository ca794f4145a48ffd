package io.haulm.bench.load;

import io.haulm.bench.report.Comparison;
import java.util.List;

/**
 * A load and who takes part in it. The contenders run one after the other, round by round, so that
 * a slow minute of the machine falls on all of them.
 *
 * @param name how the command line and tables call it
 * @param about one line for a reader
 * @param contenders in the order in which they run
 * @param comparisons what is wanted of whom
 * @param roundsMax more rounds than these would only take time
 */
public record Load(
    String name,
    String about,
    List<Contender> contenders,
    List<Comparison> comparisons,
    int roundsMax) {
  /** Keeps copies. */
  public Load {
    contenders = List.copyOf(contenders);
    comparisons = List.copyOf(comparisons);
  }
}
