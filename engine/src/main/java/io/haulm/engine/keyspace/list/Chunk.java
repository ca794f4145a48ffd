package io.haulm.engine.keyspace.list;

import java.util.Arrays;

/**
 * Some elements of a list, side by side in one array: each between its length and its length once
 * more, so that it can be walked in both directions. There is room on both sides, so that elements
 * come and go at both ends without others being moved.
 *
 * <p>A large element is <em>lone</em>: the chunk's array is the element itself, which is never
 * copied nor changed.
 */
final class Chunk extends Orders {
  /** The elements of a chunk take at most so many bytes together, unless it is a lone one. */
  static final int BYTES_MAX = 8 * 1024 - 16;

  /** Elements from this length on are lone. */
  static final int LONE_BYTES_MIN = 2 * 1024;

  private static final int BASE_BYTES = 72;
  private static final int SHORT_MAX = 0x7F;
  private static final int LONG_BIT = 0x80;
  private static final int SPARSE_PART = 4;
  private static final int TRIMMED_BYTES_MIN = 64;
  // Moving elements within an array pays as long as this much of the array is free.
  private static final int MOVED_BYTES_MAX = BYTES_MAX / 4 * 3;
  // The side that is not asked for room gets this part of it, lest the sides quarrel.
  private static final int OTHER_SIDE_PART = 8;

  private final boolean isLone;
  private byte[] bytes;
  private int start;
  private int end;

  private Chunk(byte[] bytes, boolean isLone) {
    this.bytes = bytes;
    this.isLone = isLone;
  }

  /**
   * A chunk of one element.
   *
   * @param capacity how many bytes of elements it is made for
   * @param atEnd true when more will come before this one
   */
  static Chunk of(long order, byte[] element, int capacity, boolean atEnd) {
    if (isLone(element)) {
      Chunk lone = new Chunk(element, true);
      lone.end = element.length;
      lone.addOrder(0, order);
      return lone;
    }
    int size = entryBytes(element.length);
    Chunk chunk = new Chunk(new byte[Math.max(capacity, size)], false);
    chunk.start = atEnd ? chunk.bytes.length - size : 0;
    chunk.end = chunk.start + size;
    chunk.writeEntry(chunk.start, element);
    chunk.addOrder(0, order);
    return chunk;
  }

  /** A chunk with the same elements. */
  Chunk copy() {
    Chunk copy = new Chunk(isLone ? bytes : bytes.clone(), isLone);
    copy.start = start;
    copy.end = end;
    for (int i = 0; i < count(); i++) {
      copy.addOrder(i, order(i));
    }
    return copy;
  }

  /** True when an element of this length has a chunk for itself. */
  static boolean isLone(byte[] element) {
    return element.length >= LONE_BYTES_MIN;
  }

  boolean isLone() {
    return isLone;
  }

  /** About how many bytes of memory it takes. */
  int heapBytes() {
    return BASE_BYTES + bytes.length + orderBytes();
  }

  /** How many bytes its elements take, with their lengths. */
  int usedBytes() {
    return end - start;
  }

  boolean hasRoomFor(byte[] element) {
    return !isLone && !isLone(element) && usedBytes() + entryBytes(element.length) <= BYTES_MAX;
  }

  /** True when it can be added at the end without many others being moved. */
  boolean takesLast(byte[] element) {
    int size = entryBytes(element.length);
    return hasRoomFor(element)
        && (bytes.length - end >= size || usedBytes() + size <= MOVED_BYTES_MAX);
  }

  /** True when it can be added at the front without many others being moved. */
  boolean takesFirst(byte[] element) {
    int size = entryBytes(element.length);
    return hasRoomFor(element) && (start >= size || usedBytes() + size <= MOVED_BYTES_MAX);
  }

  void addLast(long order, byte[] element) {
    int size = entryBytes(element.length);
    makeRoomBehind(size);
    writeEntry(end, element);
    end += size;
    addOrder(count(), order);
  }

  void addFirst(long order, byte[] element) {
    int size = entryBytes(element.length);
    if (start < size) {
      int capacity = capacityFor(size);
      int free = capacity - usedBytes() - size;
      move(capacity, capacity - usedBytes() - free / OTHER_SIDE_PART);
    }
    start -= size;
    writeEntry(start, element);
    addOrder(0, order);
  }

  /** Adds an element that has this index from now on; there must be room for it. */
  void insert(int index, long order, byte[] element) {
    int size = entryBytes(element.length);
    makeRoomBehind(size);
    int position = position(index);
    System.arraycopy(bytes, position, bytes, position + size, end - position);
    end += size;
    writeEntry(position, element);
    addOrder(index, order);
  }

  /** Removes elements from index {@code from} on and before {@code to}. */
  void remove(int from, int to) {
    int first = position(from);
    int last = to == from + 1 ? next(first) : position(to);
    if (from == 0) {
      start = last;
    } else {
      System.arraycopy(bytes, last, bytes, first, end - last);
      end -= last - first;
    }
    removeOrders(from, to);
  }

  /** Puts an element in the place of one with the same length; false when it has another. */
  boolean overwrite(int index, byte[] element) {
    int position = position(index);
    if (isLone || length(position) != element.length) {
      return false;
    }
    writeEntry(position, element);
    return true;
  }

  /** Takes the elements from {@code index} on out, and returns them as a chunk of their own. */
  Chunk split(int index) {
    int position = position(index);
    Chunk rest = new Chunk(Arrays.copyOfRange(bytes, position, end), false);
    rest.end = end - position;
    for (int i = index; i < count(); i++) {
      rest.addOrder(i - index, order(i));
    }
    end = position;
    removeOrders(index, count());
    return rest;
  }

  /** Adds all elements of a chunk that stand behind this one's; neither is a lone one. */
  void append(Chunk following) {
    int size = following.usedBytes();
    makeRoomBehind(size);
    System.arraycopy(following.bytes, following.start, bytes, end, size);
    end += size;
    for (int i = 0; i < following.count(); i++) {
      addOrder(count(), following.order(i));
    }
  }

  /** Gives memory back if most of it is unused. */
  void trim() {
    trimOrders();
    if (bytes.length > TRIMMED_BYTES_MIN && usedBytes() < bytes.length / SPARSE_PART) {
      int capacity = Math.max(TRIMMED_BYTES_MIN, usedBytes() * 2);
      move(capacity, (capacity - usedBytes()) / 2);
    }
  }

  /** Where an element begins; the end of all for the index behind the last one. */
  int position(int index) {
    int count = count();
    if (index <= count / 2) {
      int position = start;
      for (int i = 0; i < index; i++) {
        position = next(position);
      }
      return position;
    }
    int position = end;
    for (int i = count; i > index; i--) {
      position = previous(position);
    }
    return position;
  }

  /** Where the element behind the one at this position begins. */
  int next(int position) {
    return isLone ? end : position + entryBytes(length(position));
  }

  /** Where the element before this position begins. */
  int previous(int position) {
    if (isLone) {
      return start;
    }
    int last = bytes[position - 1];
    int length = last >= 0 ? last : (last & SHORT_MAX) << Byte.SIZE | (bytes[position - 2] & 0xFF);
    return position - entryBytes(length);
  }

  /** The length of the element at this position. */
  int length(int position) {
    if (isLone) {
      return end;
    }
    int first = bytes[position];
    return first >= 0 ? first : (first & SHORT_MAX) << Byte.SIZE | (bytes[position + 1] & 0xFF);
  }

  /** Where the content of the element at this position begins. */
  int content(int position) {
    return isLone ? 0 : position + (bytes[position] >= 0 ? 1 : 2);
  }

  /** The array that positions are meant in; not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** The content of the element at this position: a copy, unless it is a lone one. */
  byte[] element(int position) {
    if (isLone) {
      return bytes;
    }
    int content = content(position);
    return Arrays.copyOfRange(bytes, content, content + length(position));
  }

  private void makeRoomBehind(int size) {
    if (bytes.length - end < size) {
      int capacity = capacityFor(size);
      int free = capacity - usedBytes() - size;
      move(capacity, free / OTHER_SIDE_PART);
    }
  }

  private int capacityFor(int more) {
    int needed = usedBytes() + more;
    if (needed <= bytes.length / 4 * 3) {
      return bytes.length;
    }
    return Math.max(needed, Math.min(BYTES_MAX, bytes.length * 2));
  }

  private void move(int capacity, int newStart) {
    int used = usedBytes();
    byte[] target = capacity == bytes.length ? bytes : new byte[capacity];
    System.arraycopy(bytes, start, target, newStart, used);
    bytes = target;
    start = newStart;
    end = newStart + used;
  }

  private void writeEntry(int position, byte[] element) {
    int length = element.length;
    if (length <= SHORT_MAX) {
      bytes[position] = (byte) length;
      System.arraycopy(element, 0, bytes, position + 1, length);
      bytes[position + 1 + length] = (byte) length;
      return;
    }
    bytes[position] = (byte) (length >>> Byte.SIZE | LONG_BIT);
    bytes[position + 1] = (byte) length;
    System.arraycopy(element, 0, bytes, position + 2, length);
    bytes[position + 2 + length] = (byte) length;
    bytes[position + 3 + length] = (byte) (length >>> Byte.SIZE | LONG_BIT);
  }

  private static int entryBytes(int length) {
    return length + (length <= SHORT_MAX ? 2 : 4);
  }
}
