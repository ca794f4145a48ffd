package io.haulm.engine.keyspace.sortedset;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.RefusedException;

/** How scores of the same member become one. */
enum Aggregate {
  SUM,
  MIN,
  MAX;

  static Aggregate read(Call call, int place) {
    for (Aggregate aggregate : values()) {
      if (call.is(place, aggregate.name())) {
        return aggregate;
      }
    }
    throw new RefusedException(RefusedException.SYNTAX);
  }

  /**
   * One score of two.
   *
   * @param other may be NaN, when infinity was weighted with zero: the lower or higher of two is
   *     the one that is a number then
   */
  double combine(double one, double other) {
    return switch (this) {
      // Infinity and its negative cancel each other out.
      case SUM -> Source.numberOrZero(one + other);
      case MIN -> other < one ? other : one;
      case MAX -> other > one ? other : one;
    };
  }
}
