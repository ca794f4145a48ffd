package io.haulm.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tubes and sessions in the order in which they are due. Holds only those that have a time at all,
 * so idle tubes and sessions cost nothing, however many there are.
 */
final class TimerHeap {
  private static final int CHILDREN = 4;
  private static final int CAPACITY_MIN = 16;

  private @Nullable Timed[] items = new Timed[CAPACITY_MIN];
  private int size;

  int size() {
    return size;
  }

  /** When the first one is due; {@link Long#MAX_VALUE} when there is none. */
  long firstDueMillis() {
    Timed first = items[0];
    return first == null ? Long.MAX_VALUE : first.dueMillis;
  }

  /** The one due first; null when there is none. */
  @Nullable Timed first() {
    return items[0];
  }

  /** From now on {@code item} is due at {@code dueMillis}, {@link Long#MAX_VALUE} meaning never. */
  void schedule(Timed item, long dueMillis) {
    if (dueMillis == item.dueMillis) {
      return;
    }
    item.dueMillis = dueMillis;
    if (dueMillis == Long.MAX_VALUE) {
      remove(item);
    } else if (item.timerPlace == Timed.NOWHERE) {
      add(item);
    } else {
      settle(item.timerPlace, item);
    }
  }

  private void add(Timed item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size * 2);
    }
    size++;
    moveUp(size - 1, item);
  }

  private void remove(Timed item) {
    int place = item.timerPlace;
    Check.invariant(items[place] == item, "a timed item knows its place in the heap");
    item.timerPlace = Timed.NOWHERE;
    size--;
    Timed last = at(size);
    items[size] = null;
    if (last != item) {
      settle(place, last);
    }
    if (items.length > CAPACITY_MIN && size <= items.length / 4) {
      items = Arrays.copyOf(items, items.length / 2);
    }
  }

  private void settle(int place, Timed item) {
    if (place > 0 && item.isDueBefore(at((place - 1) / CHILDREN))) {
      moveUp(place, item);
    } else {
      moveDown(place, item);
    }
  }

  private void moveUp(int start, Timed item) {
    int place = start;
    while (place > 0 && item.isDueBefore(at((place - 1) / CHILDREN))) {
      int parent = (place - 1) / CHILDREN;
      set(place, at(parent));
      place = parent;
    }
    set(place, item);
  }

  private void moveDown(int start, Timed item) {
    int place = start;
    while (true) {
      int best = bestChild(place);
      if (best == Timed.NOWHERE || !at(best).isDueBefore(item)) {
        break;
      }
      set(place, at(best));
      place = best;
    }
    set(place, item);
  }

  private int bestChild(int place) {
    int best = Timed.NOWHERE;
    int first = place * CHILDREN + 1;
    for (int child = first; child < Math.min(size, first + CHILDREN); child++) {
      if (best == Timed.NOWHERE || at(child).isDueBefore(at(best))) {
        best = child;
      }
    }
    return best;
  }

  private Timed at(int place) {
    return Check.present(items[place], "the timer heap has no gaps");
  }

  private void set(int place, Timed item) {
    items[place] = item;
    item.timerPlace = place;
  }
}
