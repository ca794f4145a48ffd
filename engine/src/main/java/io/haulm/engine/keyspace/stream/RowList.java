package io.haulm.engine.keyspace.stream;

import java.util.Arrays;

/** Pending entries as a row of numbers that grows; see {@link PendingRow}. */
final class RowList {
  static final long[] NONE = {};

  private long[] rows;
  private int size;

  RowList(int expected) {
    rows = new long[Math.max(1, expected) * PendingChunk.ROW_LONGS];
  }

  void add(long millis, long sequence, long timeMillis, int owner, long deliveries) {
    if (size * PendingChunk.ROW_LONGS == rows.length) {
      rows = Arrays.copyOf(rows, rows.length * 2);
    }
    PendingRow.put(rows, size, millis, sequence, timeMillis, owner, PendingRow.packed(deliveries));
    size++;
  }

  int size() {
    return size;
  }

  StreamId id(int index) {
    int at = index * PendingChunk.ROW_LONGS;
    return new StreamId(rows[at], rows[at + 1]);
  }

  long timeMillis(int index) {
    return rows[index * PendingChunk.ROW_LONGS + 2];
  }

  int owner(int index) {
    return PendingRow.owner(rows, index * PendingChunk.ROW_LONGS);
  }

  long deliveries(int index) {
    return PendingRow.deliveries((int) rows[index * PendingChunk.ROW_LONGS + 3]);
  }

  long[] toArray() {
    int length = size * PendingChunk.ROW_LONGS;
    return length == rows.length ? rows : Arrays.copyOf(rows, length);
  }
}
