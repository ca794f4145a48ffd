package io.haulm.testkit.model;

import io.haulm.engine.Effect;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds an order of things that fell due in the same millisecond in which the model does what was
 * seen. The order among different milliseconds is never given up.
 */
final class TieSearch {
  /** So many orders are tried before the search gives up. */
  private static final int STEPS_MAX = 20_000;

  private final long nowMillis;
  private final List<Told> seen;
  private final Function<Effect, Told> words;
  private int steps;

  /**
   * A search.
   *
   * @param seen who was told what, in order
   * @param words puts an effect of the model in the same words
   */
  TieSearch(long nowMillis, List<Told> seen, Function<Effect, Told> words) {
    this.nowMillis = nowMillis;
    this.seen = seen;
    this.words = words;
  }

  /** The model after everything due has happened, or empty when no order explains what was seen. */
  Optional<ReferenceModel> advance(ReferenceModel model) {
    return search(model, 0);
  }

  private Optional<ReferenceModel> search(ReferenceModel model, int matched) {
    long next = model.time().nextDueMillis();
    if (next > nowMillis) {
      return matched == seen.size() ? Optional.of(model) : Optional.empty();
    }
    for (Due due : model.time().dueAt(next)) {
      if (++steps > STEPS_MAX) {
        return Optional.empty();
      }
      ReferenceModel branch = model.copy();
      branch.time().happen(nowMillis, next, due);
      List<Told> told = branch.takeEffects().stream().map(words).toList();
      int end = matched + told.size();
      if (end <= seen.size() && seen.subList(matched, end).equals(told)) {
        Optional<ReferenceModel> found = search(branch, end);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }
}
