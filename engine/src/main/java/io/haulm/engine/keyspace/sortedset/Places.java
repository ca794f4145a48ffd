package io.haulm.engine.keyspace.sortedset;

import io.haulm.engine.Check;

/**
 * A range of places in a sorted set.
 *
 * @param from the first one
 * @param to the one behind the last one
 */
record Places(int from, int to) {
  static final Places NONE = new Places(0, 0);

  /** Checks the order. */
  Places {
    Check.invariant(0 <= from && from <= to, "a range of places does not run backwards");
  }

  int count() {
    return to - from;
  }

  boolean isEmpty() {
    return from == to;
  }

  /**
   * A part of them.
   *
   * @param offset how many to leave out; negative: all of them
   * @param limit how many to take at most; negative: all that are left
   * @param isReversed true to count from the end
   */
  Places limited(long offset, long limit, boolean isReversed) {
    if (offset < 0 || offset >= count()) {
      return NONE;
    }
    int left = count() - (int) offset;
    int taken = limit < 0 ? left : (int) Math.min(left, limit);
    int first = isReversed ? to - (int) offset - taken : from + (int) offset;
    return new Places(first, first + taken);
  }
}
