package io.haulm.engine.keyspace.list;

import io.haulm.engine.Check;
import io.haulm.engine.keyspace.ReplySink;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Walks over the elements of a list in one direction. The list must not change meanwhile. */
final class ListCursor {
  private final ChunkRow row;
  private final boolean isForwards;
  private int chunkIndex;
  private @Nullable Chunk chunk;
  private int index;
  private int position;

  /** Begins at the element with this index, counted from the left. */
  ListCursor(ChunkRow row, int size, int start, boolean isForwards) {
    this.row = row;
    this.isForwards = isForwards;
    if (start < 0 || start >= size) {
      return;
    }
    int before = locate(start, size);
    Chunk found = row.get(chunkIndex);
    chunk = found;
    index = start - before;
    position = found.position(index);
  }

  // Sets which chunk holds the element, and returns how many elements stand before that chunk.
  private int locate(int start, int size) {
    if (start <= size / 2) {
      int before = 0;
      while (before + row.get(chunkIndex).count() <= start) {
        before += row.get(chunkIndex++).count();
      }
      return before;
    }
    chunkIndex = row.count() - 1;
    int before = size - row.last().count();
    while (before > start) {
      before -= row.get(--chunkIndex).count();
    }
    return before;
  }

  /** True until it has gone beyond the last element. */
  boolean isAtElement() {
    return chunk != null;
  }

  /** Goes on to the next element in its direction. */
  void advance() {
    Chunk present = chunk();
    if (isForwards && index + 1 < present.count()) {
      index++;
      position = present.next(position);
    } else if (!isForwards && index > 0) {
      index--;
      position = present.previous(position);
    } else {
      enter(chunkIndex + (isForwards ? 1 : -1));
    }
  }

  private void enter(int newChunkIndex) {
    chunkIndex = newChunkIndex;
    if (newChunkIndex < 0 || newChunkIndex >= row.count()) {
      chunk = null;
      return;
    }
    Chunk entered = row.get(newChunkIndex);
    chunk = entered;
    index = isForwards ? 0 : entered.count() - 1;
    position = entered.position(index);
  }

  /** The order of the element. */
  long order() {
    return chunk().order(index);
  }

  /** The element; not to be changed. */
  byte[] element() {
    return chunk().element(position);
  }

  /** True when the element consists of these bytes. */
  boolean holds(byte[] bytes) {
    Chunk present = chunk();
    int length = present.length(position);
    int from = present.content(position);
    return length == bytes.length
        && Arrays.equals(present.bytes(), from, from + length, bytes, 0, length);
  }

  /** Tells the element as bytes. */
  void tell(ReplySink reply) {
    Chunk present = chunk();
    reply.bulk(present.bytes(), present.content(position), present.length(position));
  }

  private Chunk chunk() {
    return Check.present(chunk, "a cursor is asked only while it is at an element");
  }
}
