package io.haulm.engine.keyspace.list;

import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyWriter;
import org.jspecify.annotations.Nullable;

/** What several commands do to lists: elements come and go at the ends. */
final class ListEdits {
  /**
   * Adds elements at an end, one after the other, and says so to those who listen.
   *
   * @param entry the list; null when there is none yet
   * @return the list
   */
  static KeyEntry push(
      KeyWriter writer, byte[] key, @Nullable KeyEntry entry, ListEnd end, byte[][] elements) {
    KeyEntry list = entry;
    if (list == null) {
      long step = end == ListEnd.LEFT ? -ListValue.GAP : ListValue.GAP;
      list = writer.create(key, new ListValue(), new ListChange.Row(0, step, elements));
    } else {
      Renumbering.ensureRoom(writer, list, end, elements.length);
      ListValue value = ListValue.of(list);
      writer.change(
          list,
          end == ListEnd.LEFT
              ? new ListChange.Row(value.firstOrder() - ListValue.GAP, -ListValue.GAP, elements)
              : new ListChange.Row(value.lastOrder() + ListValue.GAP, ListValue.GAP, elements));
    }
    writer.notify(EventClass.LIST, end.pushEvent, key);
    return list;
  }

  /** Takes the element at an end; with the last one the key goes. */
  static byte[] pop(KeyWriter writer, KeyEntry entry, ListEnd end) {
    ListValue value = ListValue.of(entry);
    byte[] element = peek(value, end);
    long order = end == ListEnd.LEFT ? value.firstOrder() : value.lastOrder();
    writer.change(entry, new ListChange.GoneRange(order, order));
    popped(writer, entry, end);
    return element;
  }

  /** Takes elements at an end, the outermost first, as many as there are up to a number. */
  static byte[][] pop(KeyWriter writer, KeyEntry entry, ListEnd end, long max) {
    ListValue value = ListValue.of(entry);
    byte[][] elements = new byte[(int) Math.min(max, value.size())][];
    if (elements.length == 0) {
      return elements;
    }
    boolean isLeft = end == ListEnd.LEFT;
    ListCursor cursor = value.cursor(isLeft ? 0 : value.size() - 1, isLeft);
    long innermost = 0;
    for (int i = 0; i < elements.length; i++) {
      elements[i] = cursor.element();
      innermost = cursor.order();
      cursor.advance();
    }
    writer.change(
        entry,
        isLeft
            ? new ListChange.GoneRange(value.firstOrder(), innermost)
            : new ListChange.GoneRange(innermost, value.lastOrder()));
    popped(writer, entry, end);
    return elements;
  }

  /** The element at an end, which stays there. */
  static byte[] peek(ListValue value, ListEnd end) {
    return value.cursor(end == ListEnd.LEFT ? 0 : value.size() - 1, true).element();
  }

  private static void popped(KeyWriter writer, KeyEntry entry, ListEnd end) {
    writer.notify(EventClass.LIST, end.popEvent, entry.name());
    var _ = writer.deleteIfEmpty(entry);
  }

  private ListEdits() {}
}
