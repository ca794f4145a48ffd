package io.haulm.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives things small numbers, so that a job can refer to them by an int; numbers are used again.
 */
final class Numbered<T> {
  private static final int CAPACITY_MIN = 16;

  private @Nullable Object[] items = new Object[CAPACITY_MIN];
  private int[] freeNumbers = new int[CAPACITY_MIN];
  private int freeCount;
  // Numbers from here on were never given.
  private int firstFresh;

  /** The number that the next {@link #add} will give. */
  int nextNumber() {
    return freeCount > 0 ? freeNumbers[freeCount - 1] : firstFresh;
  }

  /** How many things there are. */
  int count() {
    return firstFresh - freeCount;
  }

  void add(T item) {
    int number = nextNumber();
    if (freeCount > 0) {
      freeCount--;
    } else {
      firstFresh++;
    }
    if (number == items.length) {
      items = Arrays.copyOf(items, number * 2);
    }
    items[number] = item;
  }

  @SuppressWarnings("unchecked") // Only add writes, and only a T.
  T get(int number) {
    return (T) Check.present(items[number], "who has a number is in the table");
  }

  /** A bound that no number reaches. */
  int end() {
    return firstFresh;
  }

  /** The thing with this number; null when the number is free. */
  @SuppressWarnings("unchecked") // Only add writes, and only a T.
  @Nullable T find(int number) {
    return (T) items[number];
  }

  void remove(int number) {
    items[number] = null;
    if (freeCount == freeNumbers.length) {
      freeNumbers = Arrays.copyOf(freeNumbers, freeCount * 2);
    }
    freeNumbers[freeCount++] = number;
  }
}
