package io.haulm.engine.keyspace.list;

import io.haulm.engine.Check;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The chunks of a list in order: an array with room on both sides. No chunk in it is empty. */
final class ChunkRow {
  private static final int CAPACITY_MIN = 2;

  private @Nullable Chunk[] chunks = new @Nullable Chunk[CAPACITY_MIN];
  private int start;
  private int count;

  int count() {
    return count;
  }

  Chunk get(int index) {
    return Check.present(chunks[start + index], "a row of chunks has no gaps");
  }

  Chunk first() {
    return get(0);
  }

  Chunk last() {
    return get(count - 1);
  }

  void addFirst(Chunk chunk) {
    if (start == 0) {
      makeRoom(true);
    }
    chunks[--start] = chunk;
    count++;
  }

  void addLast(Chunk chunk) {
    insert(count, chunk);
  }

  void insert(int index, Chunk chunk) {
    if (start + count == chunks.length) {
      makeRoom(false);
    }
    int place = start + index;
    System.arraycopy(chunks, place, chunks, place + 1, count - index);
    chunks[place] = chunk;
    count++;
  }

  /** Removes the chunks from {@code from} on and before {@code to}. */
  void remove(int from, int to) {
    int oldEnd = start + count;
    if (from == 0) {
      Arrays.fill(chunks, start, start + to, null);
      start += to;
    } else {
      System.arraycopy(chunks, start + to, chunks, start + from, count - to);
      Arrays.fill(chunks, oldEnd - (to - from), oldEnd, null);
    }
    count -= to - from;
    if (chunks.length > CAPACITY_MIN && count < chunks.length / 8) {
      move(Math.max(CAPACITY_MIN, count * 2), 0);
    }
  }

  /** The index of the first chunk with an element of this order or a higher one. */
  int firstReaching(long order) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (get(middle).lastOrder() < order) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  int heapBytes() {
    return 40 + 4 * chunks.length;
  }

  // A third of what is free goes to the other side, so that growing on both takes no longer.
  private void makeRoom(boolean before) {
    boolean isSpacious = count < chunks.length / 2;
    int capacity = isSpacious ? chunks.length : chunks.length * 2;
    int free = capacity - count;
    move(capacity, before ? free - free / 3 : free / 3);
  }

  private void move(int capacity, int newStart) {
    @Nullable Chunk[] moved = new @Nullable Chunk[capacity];
    System.arraycopy(chunks, start, moved, newStart, count);
    chunks = moved;
    start = newStart;
  }
}
