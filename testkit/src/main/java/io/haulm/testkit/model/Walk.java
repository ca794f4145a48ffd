package io.haulm.testkit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A random walk of engine and model side by side. The same seed takes the same walk. A walk that
 * fails is cut down to a short one that fails as well, and told in readable commands.
 */
public final class Walk {
  /** Shrinking ends after so many walks, or when nothing more can be left out. */
  private static final int SHRINK_RUNS_MAX = 3000;

  private final boolean recording;
  private final List<Long> steps;

  private Walk(boolean recording, List<Long> steps) {
    this.recording = recording;
    this.steps = steps;
  }

  /**
   * A walk.
   *
   * @param steps how many steps it has; the last twentieth is taken while the server drains
   * @param recording whether facts are kept and the engine is now and then started again
   */
  public static Walk of(long seed, int steps, boolean recording) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      numbers.add(i == steps - steps / 20 ? WalkStep.DRAIN : random.nextLong());
    }
    return new Walk(recording, numbers);
  }

  /** How a walk ended: {@code failure} is empty when engine and model agreed to the end. */
  private record End(int stepsTaken, List<String> history, Optional<Throwable> failure) {}

  /**
   * Takes the walk.
   *
   * @return what was done, a line each
   * @throws Disagreement with the shortest failing walk found, when engine and model differ
   */
  public List<String> take() {
    End end = run(steps);
    if (end.failure().isPresent()) {
      throw tell(shrink(steps.subList(0, end.stepsTaken())));
    }
    return end.history();
  }

  private End run(List<Long> numbers) {
    SideBySide pair = new SideBySide(recording);
    int taken = 0;
    try {
      for (long number : numbers) {
        taken++;
        WalkStep.take(pair, number);
      }
      pair.checkAll();
      pair.checkEveryId();
      return new End(taken, pair.history(), Optional.empty());
    } catch (Disagreement | RuntimeException e) {
      return new End(taken, pair.history(), Optional.of(e));
    }
  }

  /** Leaves out ever smaller pieces for as long as the rest still fails. */
  private List<Long> shrink(List<Long> failing) {
    List<Long> shortest = failing;
    int runs = 0;
    for (int piece = Math.max(1, failing.size() / 2); piece >= 1; piece /= 2) {
      int from = 0;
      while (from < shortest.size() && runs++ < SHRINK_RUNS_MAX) {
        List<Long> rest = new ArrayList<>(shortest.subList(0, from));
        rest.addAll(shortest.subList(Math.min(shortest.size(), from + piece), shortest.size()));
        End end = run(rest);
        if (end.failure().isPresent()) {
          shortest = List.copyOf(rest.subList(0, end.stepsTaken()));
        } else {
          from += piece;
        }
      }
    }
    return shortest;
  }

  private Disagreement tell(List<Long> shortest) {
    End end = run(shortest);
    Throwable failure =
        end.failure().orElseGet(() -> new IllegalStateException("the walk does not fail again"));
    Disagreement disagreement =
        new Disagreement(
            failure
                + "\nafter "
                + shortest.size()
                + " steps:\n  "
                + String.join("\n  ", end.history()));
    disagreement.initCause(failure);
    return disagreement;
  }
}
