package io.haulm.engine.keyspace.sortedset;

import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.set.SetValue;

/**
 * A sorted set, or a set whose members all have the score 1, as input of a command that combines
 * several.
 *
 * @param weight scores are multiplied by it
 */
record Source(Input input, double weight) {
  private static final double SCORE_IN_SET = 1;

  /** Where members come from. */
  private sealed interface Input {}

  private record Sorted(SortedSetValue value) implements Input {}

  private record Unsorted(SetValue value) implements Input {}

  static Source empty() {
    return new Source(new Sorted(new SortedSetValue(0)), 1);
  }

  /**
   * What a key holds.
   *
   * @throws RefusedException when it is neither a sorted set nor a set
   */
  static Source of(KeyEntry entry) {
    Input input =
        switch (entry.value()) {
          case SortedSetValue value -> new Sorted(value);
          case SetValue value -> new Unsorted(value);
          default -> throw new RefusedException(RefusedException.WRONG_TYPE);
        };
    return new Source(input, 1);
  }

  Source weighted(double newWeight) {
    return new Source(input, newWeight);
  }

  int size() {
    return switch (input) {
      case Sorted(var value) -> value.size();
      case Unsorted(var value) -> value.size();
    };
  }

  /** The score of a member, without the weight; NaN when it is none. */
  double score(byte[] member) {
    return switch (input) {
      case Sorted(var value) -> value.score(member);
      case Unsorted(var value) -> value.contains(member) ? SCORE_IN_SET : Double.NaN;
    };
  }

  /** Shows all members with their weighted scores. */
  void forEach(ScoreConsumer consumer) {
    switch (input) {
      case Sorted(var value) ->
          value.forEach((member, score) -> consumer.accept(member, numberOrZero(weight * score)));
      case Unsorted(var value) ->
          value.forEach(member -> consumer.accept(member, numberOrZero(weight * SCORE_IN_SET)));
    }
  }

  /** The number itself, but 0 in place of what is none: infinity times zero. */
  static double numberOrZero(double number) {
    return Double.isNaN(number) ? 0 : 0.0 + number;
  }
}
