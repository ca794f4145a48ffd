package io.haulm.engine.keyspace.list;

import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyWriter;

/**
 * Makes room between the orders of elements where it has been used up: some neighbours get new
 * orders, and if need be, all elements of a list do.
 */
final class Renumbering {
  private static final int NEIGHBOURS_MIN = 32;
  // Below this a little room would soon be used up again.
  private static final long STEP_MIN = 1 << 10;

  /** From now on so many elements can be pushed at an end without leaving the range of orders. */
  static void ensureRoom(KeyWriter writer, KeyEntry entry, ListEnd end, int elements) {
    ListValue value = ListValue.of(entry);
    long used = end == ListEnd.LEFT ? -value.firstOrder() : value.lastOrder();
    if (used > ListValue.ORDER_MAX - elements * ListValue.GAP) {
      renumber(writer, entry, 0, value.size(), ListValue.GAP);
    }
  }

  /** An order for a new element between the one with this index, above 0, and the one before. */
  static long orderBefore(KeyWriter writer, KeyEntry entry, int index) {
    ListValue value = ListValue.of(entry);
    if (value.order(index) - value.order(index - 1) < 2) {
      spread(writer, entry, index);
    }
    long before = value.order(index - 1);
    return before + (value.order(index) - before) / 2;
  }

  private static void spread(KeyWriter writer, KeyEntry entry, int index) {
    ListValue value = ListValue.of(entry);
    for (int reach = NEIGHBOURS_MIN; ; reach *= 2) {
      int from = Math.max(0, index - reach);
      int to = Math.min(value.size(), index + reach);
      if (from == 0 || to == value.size()) {
        renumber(writer, entry, 0, value.size(), ListValue.GAP);
        return;
      }
      long step = (value.order(to) - value.order(from - 1)) / (to - from + 1);
      if (step >= STEP_MIN) {
        renumber(writer, entry, from, to, step);
        return;
      }
    }
  }

  // The elements of this range are at a step from each other and from the one before them. When it
  // is the whole list, they lie around zero.
  private static void renumber(KeyWriter writer, KeyEntry entry, int from, int to, long step) {
    ListValue value = ListValue.of(entry);
    byte[][] elements = new byte[to - from][];
    ListCursor cursor = value.cursor(from, true);
    for (int i = 0; i < elements.length; i++) {
      elements[i] = cursor.element();
      cursor.advance();
    }
    long first = from == 0 ? -step * (elements.length / 2) : value.order(from - 1) + step;
    long last = first + step * (elements.length - 1);
    writer.change(
        entry,
        new ListChange.Renumbered(
            Math.min(first, value.order(from)),
            Math.max(last, value.order(to - 1)),
            first,
            step,
            elements));
  }

  private Renumbering() {}
}
