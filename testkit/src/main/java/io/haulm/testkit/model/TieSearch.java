package io.haulm.testkit.model;

import io.haulm.engine.Effect;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Finds an order of things that fell due in the same millisecond in which the model does what was
 * seen. The order among different milliseconds is never given up.
 */
final class TieSearch {
  /** So many orders are tried before the search gives up. */
  private static final int STEPS_MAX = 20_000;

  private final long nowMillis;
  private final List<Effect> seen;
  private final BiPredicate<Effect, Effect> same;
  private int steps;

  /**
   * A search.
   *
   * @param seen what happened, in order
   * @param same whether an effect of the model (first) is the same as one that was seen
   */
  TieSearch(long nowMillis, List<Effect> seen, BiPredicate<Effect, Effect> same) {
    this.nowMillis = nowMillis;
    this.seen = seen;
    this.same = same;
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
      int matchedNow = match(branch.takeEffects(), matched);
      Optional<ReferenceModel> end = matchedNow < 0 ? Optional.empty() : search(branch, matchedNow);
      if (end.isPresent()) {
        return end;
      }
    }
    return Optional.empty();
  }

  private int match(List<Effect> effects, int matched) {
    if (matched + effects.size() > seen.size()) {
      return -1;
    }
    for (int i = 0; i < effects.size(); i++) {
      if (!same.test(effects.get(i), seen.get(matched + i))) {
        return -1;
      }
    }
    return matched + effects.size();
  }
}
