package io.haulm.engine.keyspace;

import org.jspecify.annotations.Nullable;

/** Keys by id: an open table with linear probing, at most half full. */
final class KeyIndex {
  private static final int CAPACITY_MIN = 16;
  private static final long FACTOR = 0x9e37_79b9_7f4a_7c15L;

  private @Nullable KeyEntry[] entries = new @Nullable KeyEntry[CAPACITY_MIN];
  private int size;

  @Nullable KeyEntry find(long id) {
    for (int place = home(id, entries); ; place = next(place)) {
      KeyEntry entry = entries[place];
      if (entry == null || entry.id == id) {
        return entry;
      }
    }
  }

  /** Adds a key whose id is not known. */
  void add(KeyEntry entry) {
    if (size * 2 >= entries.length) {
      rebuild(entries.length * 2);
    }
    insert(entries, entry);
    size++;
  }

  /** The key of this id is another object from now on: it was moved. */
  void replace(KeyEntry entry) {
    int place = placeOf(entry.id);
    entries[place] = entry;
  }

  void remove(KeyEntry entry) {
    int hole = placeOf(entry.id);
    entries[hole] = null;
    size--;
    // Whoever was pushed beyond the hole by its neighbours moves up, so that it is still found.
    for (int place = next(hole); ; place = next(place)) {
      KeyEntry moving = entries[place];
      if (moving == null) {
        break;
      }
      int home = home(moving.id, entries);
      int mask = entries.length - 1;
      if (((place - home) & mask) >= ((place - hole) & mask)) {
        entries[hole] = moving;
        entries[place] = null;
        hole = place;
      }
    }
    if (entries.length > CAPACITY_MIN && size * 8 < entries.length) {
      rebuild(entries.length / 2);
    }
  }

  private int placeOf(long id) {
    for (int place = home(id, entries); ; place = next(place)) {
      KeyEntry entry = entries[place];
      if (entry == null) {
        throw new IllegalStateException("broken invariant: every key is found by its id");
      }
      if (entry.id == id) {
        return place;
      }
    }
  }

  private void rebuild(int capacity) {
    @Nullable KeyEntry[] larger = new @Nullable KeyEntry[capacity];
    for (KeyEntry entry : entries) {
      if (entry != null) {
        insert(larger, entry);
      }
    }
    entries = larger;
  }

  private static void insert(@Nullable KeyEntry[] row, KeyEntry entry) {
    int place = home(entry.id, row);
    while (row[place] != null) {
      place = (place + 1) & (row.length - 1);
    }
    row[place] = entry;
  }

  private int next(int place) {
    return (place + 1) & (entries.length - 1);
  }

  private static int home(long id, @Nullable KeyEntry[] row) {
    return (int) ((id * FACTOR) >>> Integer.SIZE) & (row.length - 1);
  }
}
