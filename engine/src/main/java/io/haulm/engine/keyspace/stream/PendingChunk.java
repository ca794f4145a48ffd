package io.haulm.engine.keyspace.stream;

import java.util.Arrays;

/**
 * Some pending entries that follow each other, in rows of four numbers: the id's milliseconds and
 * sequence, when it was delivered last, and who owns it with how often it was delivered.
 */
final class PendingChunk {
  static final int ROWS_MAX = 128;
  static final int ROW_LONGS = 4;

  private static final int ROWS_MIN = 8;
  private static final int BASE_BYTES = 48 + 16 + 8;
  private static final int TIME = 2;
  private static final int OWNER_AND_COUNT = 3;

  long[] rows;
  int size;

  /** One bit for each owner that there may be in here; never too few. */
  long owners;

  /** No entry in here was delivered before this time. */
  long oldestMillis = Long.MAX_VALUE;

  PendingChunk() {
    this(new long[ROWS_MIN * ROW_LONGS]);
  }

  private PendingChunk(long[] rows) {
    this.rows = rows;
  }

  static long ownerBit(int owner) {
    return 1L << (owner & (Long.SIZE - 1));
  }

  int memory() {
    return BASE_BYTES + rows.length * Long.BYTES;
  }

  long millis(int row) {
    return rows[row * ROW_LONGS];
  }

  long sequence(int row) {
    return rows[row * ROW_LONGS + 1];
  }

  long timeMillis(int row) {
    return rows[row * ROW_LONGS + TIME];
  }

  int owner(int row) {
    return (int) (rows[row * ROW_LONGS + OWNER_AND_COUNT] >>> Integer.SIZE);
  }

  int count(int row) {
    return (int) rows[row * ROW_LONGS + OWNER_AND_COUNT];
  }

  /** The first row whose id is not below this one. */
  int rowFrom(long millis, long sequence) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (StreamId.compare(millis(middle), sequence(middle), millis, sequence) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  boolean isAt(int row, long millis, long sequence) {
    return row < size && millis(row) == millis && sequence(row) == sequence;
  }

  void insert(int row) {
    if ((size + 1) * ROW_LONGS > rows.length) {
      rows = Arrays.copyOf(rows, Math.min(rows.length * 2, ROWS_MAX * ROW_LONGS));
    }
    int at = row * ROW_LONGS;
    System.arraycopy(rows, at, rows, at + ROW_LONGS, (size - row) * ROW_LONGS);
    size++;
  }

  void set(int row, long[] from, int fromAt) {
    int at = row * ROW_LONGS;
    for (int i = 0; i < ROW_LONGS; i++) {
      rows[at + i] = from[fromAt + i];
    }
    owners |= ownerBit(owner(row));
    oldestMillis = Math.min(oldestMillis, timeMillis(row));
  }

  void remove(int row) {
    int at = row * ROW_LONGS;
    size--;
    System.arraycopy(rows, at + ROW_LONGS, rows, at, (size - row) * ROW_LONGS);
  }

  /** Moves the rows from this one on to a new chunk. */
  PendingChunk split(int row) {
    PendingChunk right = new PendingChunk(new long[ROWS_MAX * ROW_LONGS]);
    right.take(this, row);
    size = row;
    summarize();
    return right;
  }

  /** Appends the rows of another chunk, from this one on. */
  void take(PendingChunk other, int row) {
    int needed = (size + other.size - row) * ROW_LONGS;
    if (needed > rows.length) {
      rows = Arrays.copyOf(rows, needed);
    }
    System.arraycopy(
        other.rows, row * ROW_LONGS, rows, size * ROW_LONGS, (other.size - row) * ROW_LONGS);
    size += other.size - row;
    summarize();
  }

  /** Works out anew who owns entries in here, and since when the oldest one is pending. */
  void summarize() {
    owners = 0;
    oldestMillis = Long.MAX_VALUE;
    for (int i = 0; i < size; i++) {
      owners |= ownerBit(owner(i));
      oldestMillis = Math.min(oldestMillis, timeMillis(i));
    }
  }

  PendingChunk copy() {
    PendingChunk copy = new PendingChunk(rows.clone());
    copy.size = size;
    copy.owners = owners;
    copy.oldestMillis = oldestMillis;
    return copy;
  }
}
