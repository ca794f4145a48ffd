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

  double combine(double one, double other) {
    return switch (this) {
      // Infinity and its negative cancel each other out.
      case SUM -> Source.numberOrZero(one + other);
      case MIN -> Math.min(one, other);
      case MAX -> Math.max(one, other);
    };
  }
}
