package io.haulm.engine.keyspace.stream;

import io.haulm.engine.Check;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The pending entries of a group by id, in chunks. */
final class PendingList {
  /** What {@link #put} and {@link #remove} return when the entry was not pending. */
  static final int NOT_PENDING = -1;

  private static final int CAPACITY_MIN = 2;

  // Chunks are at places head to head + count; none is empty, and their ids grow.
  private @Nullable PendingChunk[] chunks = new @Nullable PendingChunk[CAPACITY_MIN];
  private int head;
  private int count;
  private int size;
  private long chunkBytes;

  /** How many entries are pending. */
  int size() {
    return size;
  }

  int chunks() {
    return count;
  }

  /** About how many bytes of memory they take. */
  long memory() {
    return 48 + 4L * chunks.length + chunkBytes;
  }

  PendingChunk chunk(int index) {
    return Check.present(chunks[head + index], "a row of chunks has no gaps");
  }

  /**
   * Says of an entry who owns it now, since when, and how often it was delivered.
   *
   * @param rows see {@link PendingRow}
   * @param at where its row begins
   * @return who owned it, or {@link #NOT_PENDING}
   */
  int put(long[] rows, int at) {
    long millis = rows[at];
    long sequence = rows[at + 1];
    int index = chunkFor(millis, sequence);
    if (index < 0) {
      index = 0;
      putChunk(0, new PendingChunk());
    }
    PendingChunk chunk = chunk(index);
    int row = chunk.rowFrom(millis, sequence);
    if (chunk.isAt(row, millis, sequence)) {
      int owner = chunk.owner(row);
      chunk.set(row, rows, at);
      return owner;
    }
    if (chunk.size == PendingChunk.ROWS_MAX) {
      return putIntoFull(index, row, rows, at);
    }
    insert(chunk, row, rows, at);
    return NOT_PENDING;
  }

  // Rows that are appended begin a new chunk; rows in between divide one.
  private int putIntoFull(int index, int row, long[] rows, int at) {
    PendingChunk chunk = chunk(index);
    if (row == chunk.size) {
      PendingChunk next = new PendingChunk();
      putChunk(index + 1, next);
      insert(next, 0, rows, at);
      return NOT_PENDING;
    }
    int before = chunk.memory();
    PendingChunk right = chunk.split(chunk.size / 2);
    chunkBytes += chunk.memory() - before;
    putChunk(index + 1, right);
    return put(rows, at);
  }

  private void insert(PendingChunk chunk, int row, long[] rows, int at) {
    int before = chunk.memory();
    chunk.insert(row);
    chunk.set(row, rows, at);
    chunkBytes += chunk.memory() - before;
    size++;
  }

  /**
   * The entry is not pending any more.
   *
   * @return who owned it, or {@link #NOT_PENDING}
   */
  int remove(long millis, long sequence) {
    int index = chunkFor(millis, sequence);
    if (index < 0) {
      return NOT_PENDING;
    }
    PendingChunk chunk = chunk(index);
    int row = chunk.rowFrom(millis, sequence);
    if (!chunk.isAt(row, millis, sequence)) {
      return NOT_PENDING;
    }
    int owner = chunk.owner(row);
    chunk.remove(row);
    size--;
    if (chunk.size == 0) {
      dropChunk(index);
    } else if (chunk.size < PendingChunk.ROWS_MAX / 4) {
      mergeWithNext(index);
    }
    return owner;
  }

  /** The chunk in which an entry lies if it is pending, or would be put; -1 when there is none. */
  int chunkFor(long millis, long sequence) {
    if (count == 0) {
      return -1;
    }
    int low = 1;
    int high = count - 1;
    // Most entries are put at the end and taken from the front.
    if (isBelow(high, millis, sequence)) {
      return high;
    }
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (isBelow(middle, millis, sequence)) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  private boolean isBelow(int index, long millis, long sequence) {
    PendingChunk chunk = chunk(index);
    return StreamId.compare(chunk.millis(0), chunk.sequence(0), millis, sequence) <= 0;
  }

  private void mergeWithNext(int index) {
    if (index + 1 >= count) {
      return;
    }
    PendingChunk chunk = chunk(index);
    PendingChunk next = chunk(index + 1);
    if (chunk.size + next.size <= PendingChunk.ROWS_MAX * 3 / 4) {
      int before = chunk.memory();
      chunk.take(next, 0);
      chunkBytes += chunk.memory() - before;
      dropChunk(index + 1);
    }
  }

  private void putChunk(int index, PendingChunk chunk) {
    if (head + count == chunks.length) {
      moveTo(count < chunks.length / 2 ? chunks.length : chunks.length * 2);
    }
    System.arraycopy(chunks, head + index, chunks, head + index + 1, count - index);
    chunks[head + index] = chunk;
    count++;
    chunkBytes += chunk.memory();
  }

  private void dropChunk(int index) {
    chunkBytes -= chunk(index).memory();
    count--;
    if (index == 0) {
      chunks[head++] = null;
    } else {
      System.arraycopy(chunks, head + index + 1, chunks, head + index, count - index);
      chunks[head + count] = null;
    }
    if (chunks.length > CAPACITY_MIN && count < chunks.length / 4) {
      moveTo(Math.max(CAPACITY_MIN, chunks.length / 2));
    }
  }

  private void moveTo(int capacity) {
    @Nullable PendingChunk[] moved = new @Nullable PendingChunk[capacity];
    System.arraycopy(chunks, head, moved, 0, count);
    chunks = moved;
    head = 0;
  }

  PendingList copy() {
    PendingList copy = new PendingList();
    copy.chunks = Arrays.copyOfRange(chunks, head, head + Math.max(count, CAPACITY_MIN));
    copy.count = count;
    copy.size = size;
    copy.chunkBytes = chunkBytes;
    for (int i = 0; i < count; i++) {
      copy.chunks[i] = chunk(i).copy();
    }
    return copy;
  }
}
