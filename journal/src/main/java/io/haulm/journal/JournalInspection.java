package io.haulm.journal;

import java.util.List;

/**
 * What was found in a data folder.
 *
 * @param segments how many segments there are
 * @param records valid records in them
 * @param bytes length of all segments
 * @param problems what is wrong, in the order of segments and offsets
 */
public record JournalInspection(
    int segments, long records, long bytes, List<JournalProblem> problems) {
  /** True when records are lost or cannot be read. */
  public boolean hasDamage() {
    return problems.stream()
        .anyMatch(problem ->
            problem.kind() == JournalProblem.Kind.DAMAGE
                || problem.kind() == JournalProblem.Kind.UNREADABLE);
  }
}
