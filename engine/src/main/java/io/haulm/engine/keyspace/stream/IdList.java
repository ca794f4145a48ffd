package io.haulm.engine.keyspace.stream;

import java.util.Arrays;

/** Ids as a row of numbers that grows, two for each. */
final class IdList {
  private long[] ids = new long[2];
  private int length;

  void add(long millis, long sequence) {
    if (length == ids.length) {
      ids = Arrays.copyOf(ids, length * 2);
    }
    ids[length++] = millis;
    ids[length++] = sequence;
  }

  void add(StreamId id) {
    add(id.millis(), id.sequence());
  }

  boolean isEmpty() {
    return length == 0;
  }

  int size() {
    return length / 2;
  }

  StreamId get(int index) {
    return new StreamId(ids[index * 2], ids[index * 2 + 1]);
  }

  long[] toArray() {
    return length == ids.length ? ids : Arrays.copyOf(ids, length);
  }
}
