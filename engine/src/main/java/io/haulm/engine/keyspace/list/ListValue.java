package io.haulm.engine.keyspace.list;

import io.haulm.engine.keyspace.KeyChange;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.SortSource;
import io.haulm.engine.keyspace.Sweep;
import io.haulm.engine.keyspace.Value;
import java.util.List;
import java.util.function.Consumer;

/** A list: a row of chunks, each of which holds several elements. */
public final class ListValue extends Value implements SortSource {
  /** How far the orders of neighbours are apart unless something stood between them. */
  static final long GAP = 1 << 20;

  /** No element has an order beyond this or below its negative. */
  public static final long ORDER_MAX = 1L << 62;

  static final int BASE_BYTES = 48;
  private static final int LISTPACK_BYTES_MAX = 8 * 1024;

  private final ChunkRow row = new ChunkRow();
  private int size;
  private long chunkBytes;
  private long usedBytes;
  private boolean isQuicklist;

  /** An empty list. */
  public ListValue() {}

  /** A list of these elements, which are never changed from now on. */
  public static ListValue of(List<byte[]> elements) {
    ListValue list = new ListValue();
    list.apply(new ListChange.Row(0, GAP, elements.toArray(new byte[0][])));
    return list;
  }

  /** The list that a key of type {@link KeyType#LIST} holds. */
  public static ListValue of(KeyEntry entry) {
    return (ListValue) entry.value();
  }

  /** How many elements there are. */
  @Override
  public int size() {
    return size;
  }

  /** The order of the first element; there must be one. */
  long firstOrder() {
    return row.first().firstOrder();
  }

  /** The order of the last element; there must be one. */
  long lastOrder() {
    return row.last().lastOrder();
  }

  /** The order of the element with this index. */
  long order(int index) {
    return cursor(index, true).order();
  }

  /** Walks from the element with this index, 0 being the first; at no element if there is none. */
  ListCursor cursor(int start, boolean isForwards) {
    return new ListCursor(row, size, start, isForwards);
  }

  ChunkRow row() {
    return row;
  }

  @Override
  public void forEachElement(Consumer<byte[]> consumer) {
    for (ListCursor cursor = cursor(0, true); cursor.isAtElement(); cursor.advance()) {
      consumer.accept(cursor.element());
    }
  }

  @Override
  public KeyType type() {
    return KeyType.LIST;
  }

  @Override
  public String encoding() {
    return isQuicklist ? "quicklist" : "listpack";
  }

  @Override
  public long bytes() {
    return BASE_BYTES + row.heapBytes() + chunkBytes;
  }

  @Override
  public boolean isEmpty() {
    return size == 0;
  }

  @Override
  public void apply(KeyChange change) {
    switch ((ListChange) change) {
      case ListChange.Row(long first, long step, byte[][] elements) ->
          standInRow(first, step, elements);
      case ListChange.Scattered(long[] orders, byte[][] elements) -> {
        for (int i = 0; i < orders.length; i++) {
          stand(orders[i], elements[i]);
        }
      }
      case ListChange.GoneRange(long from, long to) -> remove(from, to);
      case ListChange.Gone(long[] orders) -> {
        for (long order : orders) {
          remove(order, order);
        }
      }
      case ListChange.Renumbered(long from, long to, long first, long step, byte[][] elements) -> {
        remove(from, to);
        standInRow(first, step, elements);
      }
    }
    // A list that shrinks stays a quicklist for a while, lest it change with every element.
    if (usedBytes > LISTPACK_BYTES_MAX) {
      isQuicklist = true;
    } else if (usedBytes <= LISTPACK_BYTES_MAX / 2) {
      isQuicklist = false;
    }
  }

  @Override
  public Sweep sweep() {
    return new ListSweep(row);
  }

  @Override
  public Value copy() {
    ListValue copy = new ListValue();
    for (int i = 0; i < row.count(); i++) {
      copy.row.addLast(row.get(i).copy());
    }
    copy.size = size;
    copy.chunkBytes = chunkBytes;
    copy.usedBytes = usedBytes;
    copy.isQuicklist = isQuicklist;
    return copy;
  }

  private void standInRow(long first, long step, byte[][] elements) {
    for (int i = 0; i < elements.length; i++) {
      stand(first + i * step, elements[i]);
    }
  }

  private void stand(long order, byte[] element) {
    if (size == 0 || order > lastOrder()) {
      addLast(order, element);
    } else if (order < firstOrder()) {
      addFirst(order, element);
    } else {
      standWithin(order, element);
    }
  }

  private void addLast(long order, byte[] element) {
    if (size > 0 && row.last().takesLast(element)) {
      Chunk last = row.last();
      discount(last);
      last.addLast(order, element);
      count(last);
    } else {
      Chunk added = Chunk.of(order, element, capacityOfNew(), false);
      row.addLast(added);
      count(added);
    }
  }

  private void addFirst(long order, byte[] element) {
    Chunk first = row.first();
    if (first.takesFirst(element)) {
      discount(first);
      first.addFirst(order, element);
      count(first);
    } else {
      Chunk added = Chunk.of(order, element, capacityOfNew(), true);
      row.addFirst(added);
      count(added);
    }
  }

  // A small list takes little room; one that has filled a chunk will fill the next one as well.
  private int capacityOfNew() {
    return size == 0 || usedBytes < Chunk.BYTES_MAX / 2 ? 0 : Chunk.BYTES_MAX;
  }

  private void standWithin(long order, byte[] element) {
    int chunkIndex = row.firstReaching(order);
    Chunk chunk = row.get(chunkIndex);
    int index = chunk.rank(order);
    if (chunk.order(index) != order) {
      insert(chunkIndex, index, order, element);
    } else if (!chunk.overwrite(index, element)) {
      removeWithin(chunkIndex, index, index + 1);
      if (chunk.count() == 0) {
        discount(chunk);
        row.remove(chunkIndex, chunkIndex + 1);
        addAlone(chunkIndex, order, element);
      } else {
        insert(chunkIndex, index, order, element);
      }
    }
  }

  private void insert(int chunkIndex, int index, long order, byte[] element) {
    Chunk chunk = row.get(chunkIndex);
    if (chunk.hasRoomFor(element)) {
      discount(chunk);
      chunk.insert(index, order, element);
      count(chunk);
      return;
    }
    if (index == 0 && chunkIndex > 0 && row.get(chunkIndex - 1).hasRoomFor(element)) {
      Chunk before = row.get(chunkIndex - 1);
      discount(before);
      before.addLast(order, element);
      count(before);
      return;
    }
    if (index > 0 && index < chunk.count()) {
      discount(chunk);
      Chunk rest = chunk.split(index);
      count(chunk);
      row.insert(chunkIndex + 1, rest);
      count(rest);
    }
    addAlone(index == 0 ? chunkIndex : chunkIndex + 1, order, element);
  }

  private void addAlone(int chunkIndex, long order, byte[] element) {
    Chunk alone = Chunk.of(order, element, 0, false);
    row.insert(chunkIndex, alone);
    count(alone);
  }

  private void remove(long from, long to) {
    int firstIndex = row.firstReaching(from);
    int index = firstIndex;
    int goneFrom = firstIndex;
    int goneTo = firstIndex;
    for (; index < row.count() && row.get(index).firstOrder() <= to; index++) {
      Chunk chunk = row.get(index);
      int first = chunk.firstOrder() >= from ? 0 : chunk.rank(from);
      int last = chunk.lastOrder() <= to ? chunk.count() : chunk.rank(to + 1);
      if (last - first == chunk.count()) {
        discount(chunk);
        goneFrom = goneFrom == goneTo ? index : goneFrom;
        goneTo = index + 1;
      } else if (first < last) {
        removeWithin(index, first, last);
      }
    }
    if (goneFrom < goneTo) {
      row.remove(goneFrom, goneTo);
    }
    if (firstIndex < row.count()) {
      tidy(firstIndex);
    }
  }

  private void removeWithin(int chunkIndex, int from, int to) {
    Chunk chunk = row.get(chunkIndex);
    discount(chunk);
    chunk.remove(from, to);
    count(chunk);
  }

  // Keeps chunks from becoming many and sparse.
  private void tidy(int chunkIndex) {
    int left = chunkIndex + 1 < row.count() ? chunkIndex : chunkIndex - 1;
    if (left >= 0 && areSmall(row.get(left), row.get(left + 1))) {
      merge(left);
    }
    Chunk chunk = row.get(Math.min(chunkIndex, row.count() - 1));
    if (!chunk.isLone()) {
      discount(chunk);
      chunk.trim();
      count(chunk);
    }
  }

  private static boolean areSmall(Chunk one, Chunk other) {
    return !one.isLone()
        && !other.isLone()
        && one.usedBytes() + other.usedBytes() <= Chunk.BYTES_MAX / 2;
  }

  private void merge(int left) {
    Chunk one = row.get(left);
    Chunk other = row.get(left + 1);
    discount(one);
    discount(other);
    one.append(other);
    row.remove(left + 1, left + 2);
    count(one);
  }

  private void count(Chunk chunk) {
    size += chunk.count();
    chunkBytes += chunk.heapBytes();
    usedBytes += chunk.usedBytes();
  }

  private void discount(Chunk chunk) {
    size -= chunk.count();
    chunkBytes -= chunk.heapBytes();
    usedBytes -= chunk.usedBytes();
  }
}
