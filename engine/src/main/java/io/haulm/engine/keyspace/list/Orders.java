package io.haulm.engine.keyspace.list;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rising orders of the elements of a chunk. As long as they are evenly spaced, which they are
 * unless somebody inserts or removes in the midst of a list, a first one and a step say them all.
 *
 * <p>A chunk inherits from this class rather than having one, because there are many small lists of
 * one chunk each, and another object would make each of them larger.
 */
abstract class Orders {
  private long first;
  private long step;
  private long @Nullable [] scattered;
  private int count;

  /** How many elements there are. */
  final int count() {
    return count;
  }

  /** The order of one element. */
  final long order(int index) {
    long[] each = scattered;
    return each == null ? first + index * step : each[index];
  }

  final long firstOrder() {
    return order(0);
  }

  final long lastOrder() {
    return order(count - 1);
  }

  /** True when {@link #step} says how far each order is from the one before. */
  final boolean isEven() {
    return scattered == null;
  }

  final long step() {
    return step;
  }

  /** How many elements have a lower order than this one. */
  final int rank(long order) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (order(middle) < order) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** An element was added that has this index from now on. */
  final void addOrder(int index, long order) {
    if (scattered != null || !addEvenly(index, order)) {
      addScattered(index, order);
    }
    count++;
  }

  private boolean addEvenly(int index, long order) {
    if (count == 0) {
      first = order;
      return true;
    }
    if (count == 1) {
      step = Math.abs(order - first);
      first = Math.min(order, first);
      return true;
    }
    if (index == count) {
      return order == first + count * step;
    }
    if (index == 0 && order == first - step) {
      first = order;
      return true;
    }
    return false;
  }

  private void addScattered(int index, long order) {
    long[] each = scattered == null ? copyOfOrders(0, count) : scattered;
    if (count == each.length) {
      each = Arrays.copyOf(each, count + count / 2 + 2);
    }
    System.arraycopy(each, index, each, index + 1, count - index);
    each[index] = order;
    scattered = each;
  }

  /** The elements from index {@code from} on and before {@code to} were removed. */
  final void removeOrders(int from, int to) {
    long[] each = scattered;
    int left = count - (to - from);
    boolean isAtAnEnd = from == 0 || to == count;
    if (each == null && isAtAnEnd) {
      first += from == 0 ? to * step : 0;
    } else if (left <= 1) {
      first = left == 0 ? 0 : order(from == 0 ? to : 0);
      scattered = null;
    } else {
      each = each == null ? copyOfOrders(0, count) : each;
      System.arraycopy(each, to, each, from, count - to);
      scattered = each;
    }
    count = left;
  }

  /** Gives memory back if most of it is unused. */
  final void trimOrders() {
    long[] each = scattered;
    if (each != null && each.length > 2 * count + 8) {
      scattered = Arrays.copyOf(each, count);
    }
  }

  final long[] copyOfOrders(int from, int to) {
    long[] each = new long[to - from];
    for (int i = from; i < to; i++) {
      each[i - from] = order(i);
    }
    return each;
  }

  final int orderBytes() {
    long[] each = scattered;
    return each == null ? 0 : 16 + Long.BYTES * each.length;
  }
}
