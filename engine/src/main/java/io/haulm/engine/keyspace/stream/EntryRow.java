package io.haulm.engine.keyspace.stream;

import io.haulm.engine.Check;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** All entries of a stream, in blocks, by id. Most are added at the end and go at the front. */
final class EntryRow {
  private static final int CAPACITY_MIN = 4;

  // Blocks are at places head to head + count; none of them is without a live entry, and each one's
  // last id is below the next one's base.
  private @Nullable EntryBlock[] blocks = new @Nullable EntryBlock[CAPACITY_MIN];
  private int head;
  private int count;
  private long length;
  private long blockBytes;
  // Where an id was found last: reads come in order, so the next one is likely there too.
  private int hint;

  /** How many entries there are. */
  long length() {
    return length;
  }

  /** How many blocks there are. */
  int blocks() {
    return count;
  }

  /** About how many bytes of memory they take. */
  long memory() {
    return 64 + 4L * blocks.length + blockBytes;
  }

  /** The id of the first entry; {@link StreamId#MIN} when there is none. */
  StreamId firstId() {
    if (count == 0) {
      return StreamId.MIN;
    }
    EntryCursor cursor = new EntryCursor(block(0));
    Check.invariant(cursor.next(), "a block has a live entry");
    return cursor.id();
  }

  /** The id of the last entry; {@link StreamId#MIN} when there is none. */
  StreamId lastId() {
    EntryWalk walk = EntryWalk.downFrom(this, StreamId.MAX);
    return walk.previous() ? walk.entry().id() : StreamId.MIN;
  }

  EntryBlock block(int index) {
    return Check.present(blocks[head + index], "a row of blocks has no gaps");
  }

  /** Adds an entry; one that is there already stays as it is. */
  void add(long millis, long sequence, byte[][] fields) {
    if (count > 0 && !block(count - 1).endsBefore(millis, sequence)) {
      insert(millis, sequence, fields);
      return;
    }
    if (count > 0) {
      EntryBlock last = block(count - 1);
      int before = last.memory();
      boolean isAppended = last.tryAppend(millis, sequence, fields);
      if (!isAppended) {
        last.seal();
      }
      blockBytes += last.memory() - before;
      if (isAppended) {
        length++;
        return;
      }
    }
    putBlock(count, EntryBlock.of(millis, sequence, fields));
  }

  /** Adds entries, those that are there already excepted. */
  void add(PackedEntries packed) {
    EntryBlock block = EntryBlock.of(packed);
    boolean isBehind =
        count == 0 || block(count - 1).endsBefore(block.baseMillis, block.baseSequence);
    if (isBehind) {
      putBlock(count, block);
      return;
    }
    EntryCursor cursor = new EntryCursor(block);
    while (cursor.next()) {
      add(cursor.millis, cursor.sequence, cursor.fields());
    }
  }

  /** Removes an entry; false when there is none of this id. */
  boolean remove(long millis, long sequence) {
    int index = indexOf(millis, sequence);
    if (index < 0) {
      return false;
    }
    EntryCursor cursor = new EntryCursor(block(index));
    boolean isFound =
        cursor.nextFrom(millis, sequence) && cursor.millis == millis && cursor.sequence == sequence;
    if (isFound) {
      delete(index, cursor);
    }
    return isFound;
  }

  /** Removes all entries up to this id, it included; returns how many. */
  long removeUpTo(StreamId upTo) {
    long before = length;
    while (count > 0 && !block(0).endsAfter(upTo)) {
      dropBlock(0);
    }
    if (count > 0) {
      EntryBlock first = block(0);
      EntryCursor cursor = new EntryCursor(first);
      // A block that is half empty moves its entries together: then the walk begins anew.
      while (cursor.next() && cursor.id().compareTo(upTo) <= 0) {
        int countBefore = first.count;
        delete(0, cursor);
        if (first.live == 0) {
          break;
        }
        if (first.count != countBefore) {
          cursor = new EntryCursor(first);
        }
      }
    }
    return before - length;
  }

  /**
   * The block in which an entry of this id lies if there is one; -1 when there is no such block.
   */
  int indexOf(long millis, long sequence) {
    if (isIn(hint, millis, sequence)) {
      return hint;
    }
    if (isIn(hint + 1, millis, sequence)) {
      return ++hint;
    }
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (block(middle).beginsAfter(millis, sequence)) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    hint = Math.max(0, high);
    return high;
  }

  private boolean isIn(int index, long millis, long sequence) {
    return index < count
        && !block(index).beginsAfter(millis, sequence)
        && (index == count - 1 || block(index + 1).beginsAfter(millis, sequence));
  }

  private void insert(long millis, long sequence, byte[][] fields) {
    int index = indexOf(millis, sequence);
    if (index < 0) {
      insertInFront(millis, sequence, fields);
      return;
    }
    EntryBlock block = block(index);
    if (block.endsBefore(millis, sequence)) {
      appendTo(index, millis, sequence, fields);
      return;
    }
    EntryCursor cursor = new EntryCursor(block);
    boolean isFound = cursor.nextFrom(millis, sequence);
    if (isFound && cursor.millis == millis && cursor.sequence == sequence) {
      return;
    }
    int at = isFound ? cursor.at : block.end;
    int before = block.memory();
    boolean isInserted = block.tryInsert(at, millis, sequence, fields);
    blockBytes += block.memory() - before;
    if (isInserted) {
      length++;
    } else {
      split(index, millis, sequence);
      add(millis, sequence, fields);
    }
  }

  // The entries of the first block move to a new one with this entry as its base.
  private void insertInFront(long millis, long sequence, byte[][] fields) {
    EntryBlock first = block(0);
    EntryBlock before = EntryBlock.of(millis, sequence, fields);
    if (first.end + before.end > EntryBlock.BYTES_MAX) {
      before.seal();
      putBlock(0, before);
      return;
    }
    EntryCursor cursor = new EntryCursor(first);
    boolean fits = true;
    while (fits && cursor.next()) {
      fits = before.tryAppend(cursor.millis, cursor.sequence, cursor.fields());
    }
    if (fits) {
      dropBlock(0);
    } else {
      before = EntryBlock.of(millis, sequence, fields);
    }
    putBlock(0, before);
  }

  private void appendTo(int index, long millis, long sequence, byte[][] fields) {
    EntryBlock block = block(index);
    int before = block.memory();
    boolean isAppended = block.tryAppend(millis, sequence, fields);
    blockBytes += block.memory() - before;
    if (isAppended) {
      length++;
    } else {
      putBlock(index + 1, EntryBlock.of(millis, sequence, fields));
    }
  }

  // Two blocks, or one if all live entries are on one side, in place of one that is full.
  private void split(int index, long millis, long sequence) {
    EntryCursor cursor = new EntryCursor(block(index));
    dropBlock(index);
    EntryBlock left = null;
    EntryBlock right = null;
    while (cursor.next()) {
      if (StreamId.compare(cursor.millis, cursor.sequence, millis, sequence) < 0) {
        left = grown(left, cursor);
      } else {
        right = grown(right, cursor);
      }
    }
    int place = index;
    if (left != null) {
      putBlock(place++, left);
    }
    if (right != null) {
      putBlock(place, right);
    }
  }

  private static EntryBlock grown(@Nullable EntryBlock block, EntryCursor cursor) {
    if (block == null) {
      return EntryBlock.of(cursor.millis, cursor.sequence, cursor.fields());
    }
    boolean isAppended = block.tryAppend(cursor.millis, cursor.sequence, cursor.fields());
    Check.invariant(isAppended, "a part of a block has room in a block");
    return block;
  }

  private void delete(int index, EntryCursor cursor) {
    EntryBlock block = block(index);
    int before = block.memory();
    block.delete(cursor);
    length--;
    blockBytes += block.memory() - before;
    if (block.live == 0) {
      dropBlock(index);
    }
  }

  private void putBlock(int index, EntryBlock block) {
    makeRoom();
    System.arraycopy(blocks, head + index, blocks, head + index + 1, count - index);
    blocks[head + index] = block;
    count++;
    length += block.live;
    blockBytes += block.memory();
  }

  private void dropBlock(int index) {
    EntryBlock block = block(index);
    length -= block.live;
    blockBytes -= block.memory();
    count--;
    if (index == 0) {
      blocks[head++] = null;
    } else {
      System.arraycopy(blocks, head + index + 1, blocks, head + index, count - index);
      blocks[head + count] = null;
    }
    if (blocks.length > CAPACITY_MIN && count < blocks.length / 4) {
      moveTo(Math.max(CAPACITY_MIN, blocks.length / 2));
    }
  }

  private void makeRoom() {
    if (head + count == blocks.length) {
      moveTo(count < blocks.length / 2 ? blocks.length : blocks.length * 2);
    }
  }

  private void moveTo(int capacity) {
    @Nullable EntryBlock[] moved = new @Nullable EntryBlock[capacity];
    System.arraycopy(blocks, head, moved, 0, count);
    blocks = moved;
    head = 0;
  }

  EntryRow copy() {
    EntryRow copy = new EntryRow();
    copy.blocks = Arrays.copyOfRange(blocks, head, head + Math.max(count, CAPACITY_MIN));
    copy.count = count;
    copy.length = length;
    for (int i = 0; i < count; i++) {
      EntryBlock block = block(i).copy();
      copy.blocks[i] = block;
      copy.blockBytes += block.memory();
    }
    return copy;
  }
}
