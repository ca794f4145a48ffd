package io.haulm.engine.keyspace.list;

import io.haulm.engine.keyspace.KeyChange;

/**
 * What changes about a list. Each element has an order, a number within ±{@link
 * ListValue#ORDER_MAX}; the list is its elements by rising orders.
 */
public sealed interface ListChange extends KeyChange {
  /**
   * These elements stand at orders {@code first}, {@code first + step} and so on, each in place of
   * what stood there.
   *
   * @param step negative when elements were pushed to the left
   */
  record Row(long first, long step, byte[][] elements) implements ListChange {}

  /** Each element stands at its order, in place of what stood there. Both arrays are as long. */
  record Scattered(long[] orders, byte[][] elements) implements ListChange {}

  /** Nothing stands at the orders {@code from} to {@code to}, both included. */
  record GoneRange(long from, long to) implements ListChange {}

  /** Nothing stands at any of these orders. */
  record Gone(long[] orders) implements ListChange {}

  /**
   * At the orders {@code from} to {@code to}, both included, stands nothing but these elements, at
   * {@code first}, {@code first + step} and so on. The room between two elements was used up.
   */
  record Renumbered(long from, long to, long first, long step, byte[][] elements)
      implements ListChange {}
}
