package io.haulm.engine.keyspace;

import io.haulm.engine.Check;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The keys that something falls due in, in the order of time: a heap with four children a node. */
final class KeyTimers {
  private static final int CHILDREN = 4;
  private static final int CAPACITY_MIN = 16;

  private @Nullable KeyEntry[] entries = new @Nullable KeyEntry[CAPACITY_MIN];
  private int size;

  /** The key that is due first; null when there is none. */
  @Nullable KeyEntry first() {
    return entries[0];
  }

  long firstDueMillis() {
    KeyEntry first = entries[0];
    return first == null ? Long.MAX_VALUE : first.dueMillis;
  }

  /** From now on the key is due at this time; {@link Long#MAX_VALUE} for never. */
  void schedule(KeyEntry entry, long dueMillis) {
    if (dueMillis == entry.dueMillis) {
      return;
    }
    entry.dueMillis = dueMillis;
    if (dueMillis == Long.MAX_VALUE) {
      remove(entry);
    } else if (entry.timerPlace == KeyEntry.NOWHERE) {
      add(entry);
    } else {
      settle(entry.timerPlace, entry);
    }
  }

  private void add(KeyEntry entry) {
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, size * 2);
    }
    size++;
    moveUp(size - 1, entry);
  }

  private void remove(KeyEntry entry) {
    int place = entry.timerPlace;
    Check.invariant(entries[place] == entry, "a key knows its place among the timers");
    entry.timerPlace = KeyEntry.NOWHERE;
    size--;
    KeyEntry last = at(size);
    entries[size] = null;
    if (last != entry) {
      settle(place, last);
    }
    if (entries.length > CAPACITY_MIN && size <= entries.length / 4) {
      entries = Arrays.copyOf(entries, entries.length / 2);
    }
  }

  private void settle(int place, KeyEntry entry) {
    if (place > 0 && entry.dueMillis < at((place - 1) / CHILDREN).dueMillis) {
      moveUp(place, entry);
    } else {
      moveDown(place, entry);
    }
  }

  private void moveUp(int start, KeyEntry entry) {
    int place = start;
    while (place > 0 && entry.dueMillis < at((place - 1) / CHILDREN).dueMillis) {
      int parent = (place - 1) / CHILDREN;
      set(place, at(parent));
      place = parent;
    }
    set(place, entry);
  }

  private void moveDown(int start, KeyEntry entry) {
    int place = start;
    for (int child = bestChild(place);
        child != KeyEntry.NOWHERE && at(child).dueMillis < entry.dueMillis;
        child = bestChild(place)) {
      set(place, at(child));
      place = child;
    }
    set(place, entry);
  }

  private int bestChild(int place) {
    int best = KeyEntry.NOWHERE;
    int first = place * CHILDREN + 1;
    for (int child = first; child < Math.min(size, first + CHILDREN); child++) {
      if (best == KeyEntry.NOWHERE || at(child).dueMillis < at(best).dueMillis) {
        best = child;
      }
    }
    return best;
  }

  private KeyEntry at(int place) {
    return Check.present(entries[place], "the heap of timers has no gaps");
  }

  private void set(int place, KeyEntry entry) {
    entries[place] = entry;
    entry.timerPlace = place;
  }
}
