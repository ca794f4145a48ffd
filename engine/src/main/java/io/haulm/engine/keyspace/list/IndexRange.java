package io.haulm.engine.keyspace.list;

/**
 * A range of elements.
 *
 * @param from index of the first one; 0 when there is none
 * @param count how many they are
 */
record IndexRange(int from, int count) {
  /** What a command means by two indexes, both included; negative ones count from the end. */
  static IndexRange of(long start, long stop, int size) {
    long first = Math.max(0, start < 0 ? start + size : start);
    long last = Math.min(size - 1L, stop < 0 ? stop + size : stop);
    return first > last
        ? new IndexRange(0, 0)
        : new IndexRange((int) first, (int) (last - first + 1));
  }

  /** The index from the left that is meant by an index that may be negative; -1 when beyond. */
  static int absolute(long index, int size) {
    long absolute = index < 0 ? index + size : index;
    return absolute < 0 || absolute >= size ? -1 : (int) absolute;
  }
}
