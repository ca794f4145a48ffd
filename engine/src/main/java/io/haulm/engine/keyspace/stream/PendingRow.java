package io.haulm.engine.keyspace.stream;

/** The four numbers that say all of a pending entry. */
final class PendingRow {
  /** Nobody's number: a pending entry that waits for a new owner. */
  static final int NOBODY = 0;

  /** A count of deliveries that stands for {@link Long#MAX_VALUE}. */
  private static final int COUNT_ENDLESS = -1;

  static void put(
      long[] rows, int index, StreamId id, long timeMillis, int owner, long deliveries) {
    put(rows, index, id.millis(), id.sequence(), timeMillis, owner, packed(deliveries));
  }

  static void put(
      long[] rows,
      int index,
      long millis,
      long sequence,
      long timeMillis,
      int owner,
      int packedCount) {
    int at = index * PendingChunk.ROW_LONGS;
    rows[at] = millis;
    rows[at + 1] = sequence;
    rows[at + 2] = timeMillis;
    rows[at + 3] = ((long) owner << Integer.SIZE) | Integer.toUnsignedLong(packedCount);
  }

  static long timeMillis(long[] rows, int at) {
    return rows[at + 2];
  }

  static int owner(long[] rows, int at) {
    return (int) (rows[at + 3] >>> Integer.SIZE);
  }

  /** A count of deliveries in 32 bits: very large ones are told as the largest. */
  static int packed(long deliveries) {
    return deliveries < 0 || deliveries >= 0xFFFF_FFFFL ? COUNT_ENDLESS : (int) deliveries;
  }

  static long deliveries(int packedCount) {
    return packedCount == COUNT_ENDLESS ? Long.MAX_VALUE : Integer.toUnsignedLong(packedCount);
  }

  private PendingRow() {}
}
