package io.haulm.server.redis.script.lua;

import static io.haulm.server.redis.script.lua.Nil.NIL;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A table of Lua. What stands at 1, 2, 3 ... lies in an array, the rest in a hash that remembers
 * the order in which keys came, so that a walk through it always goes the same way.
 */
public final class LuaTable {
  private static final Object[] NO_SLOTS = new Object[0];
  private static final int[] NO_PLACES = new int[0];
  private static final int SMALLEST = 4;
  private static final int TABLE_BYTES = 64;
  // A key, a value, a place, and the number that may be behind a value.
  private static final int PAIR_BYTES = 40;
  private static final int MEMBER_BYTES = 24;

  private final Machine machine;
  private Object[] array = NO_SLOTS;
  private int count;
  // Keys in the order in which they came; a pair whose value is nil is a gap.
  private Object[] keys = NO_SLOTS;
  private Object[] values = NO_SLOTS;
  private int pairs;
  // Open addressing: the number of a pair plus one, or 0.
  private int[] places = NO_PLACES;
  private @Nullable LuaTable metatable;
  private boolean isReadonly;

  LuaTable(Machine machine) {
    this.machine = machine;
    machine.take(TABLE_BYTES);
  }

  /** Its metatable; null when it has none. */
  public @Nullable LuaTable metatable() {
    return metatable;
  }

  /** Gives it a metatable, or takes it away. */
  public void setMetatable(@Nullable LuaTable newMetatable) {
    checkWritable();
    metatable = newMetatable;
  }

  /** From now on scripts cannot change it. */
  public void setReadonly(boolean readonly) {
    isReadonly = readonly;
  }

  private void checkWritable() {
    if (isReadonly) {
      throw new LuaError(LuaString.of("Attempt to modify a readonly table"), 0);
    }
  }

  /** True when scripts cannot change it. */
  public boolean isReadonly() {
    return isReadonly;
  }

  /** The value of a key, without regard to the metatable; nil when there is none. */
  public Object get(Object key) {
    if (key instanceof LuaString) {
      int pair = findPair(key);
      return pair < 0 ? NIL : values[pair];
    }
    if (key instanceof Double number) {
      double value = number;
      int index = (int) value;
      if (index == value) {
        return get(index);
      }
    }
    int pair = findPair(key);
    return pair < 0 ? NIL : values[pair];
  }

  /** The value at a place. */
  public Object get(int index) {
    if (index > 0 && index <= count) {
      return array[index - 1];
    }
    int pair = pairs == 0 ? -1 : findPair((double) index);
    return pair < 0 ? NIL : values[pair];
  }

  /** The value of a key that is a text. */
  public Object get(String key) {
    return get(LuaString.of(key));
  }

  /** Sets the value of a key that is a text. */
  public void put(String key, Object value) {
    put(LuaString.of(key), value);
  }

  /**
   * Sets the value of a key, without regard to the metatable; nil removes it.
   *
   * @throws LuaError when the key is nil or not a number, or scripts cannot change the table
   */
  public void put(Object key, Object value) {
    checkWritable();
    if (key instanceof Double number) {
      double exact = number;
      int index = (int) exact;
      if (index == exact) {
        putAt(index, value);
        return;
      }
      if (Double.isNaN(exact)) {
        throw new LuaError("table index is NaN");
      }
    } else if (key == NIL) {
      throw new LuaError("table index is nil");
    }
    putPair(key, value);
  }

  /** Sets the value at a place. */
  public void put(int index, Object value) {
    checkWritable();
    putAt(index, value);
  }

  private void putAt(int index, Object value) {
    if (index > 0 && index <= count) {
      array[index - 1] = value;
      if (index == count && value == NIL) {
        shrink();
      }
    } else if (index == count + 1) {
      if (value == NIL) {
        putPair((double) index, NIL);
      } else {
        takeFromPairs(index);
        add(value);
        moveToArray();
      }
    } else {
      putPair((double) index, value);
    }
  }

  // Gaps at the end are not kept: then the length of a list that is popped is known at once.
  private void shrink() {
    while (count > 0 && array[count - 1] == NIL) {
      count--;
    }
  }

  /** Adds a value at the end, which may be nil if more values follow. */
  public void append(Object value) {
    add(value);
  }

  private void add(Object value) {
    if (count == array.length) {
      int length = Math.max(SMALLEST, count + (count >> 1));
      machine.take((long) (length - count) * MEMBER_BYTES);
      array = Arrays.copyOf(array, length);
    }
    array[count++] = value;
  }

  private void takeFromPairs(int index) {
    if (pairs > 0) {
      int pair = findPair((double) index);
      if (pair >= 0) {
        values[pair] = NIL;
      }
    }
  }

  private void moveToArray() {
    while (pairs > 0) {
      int pair = findPair((double) (count + 1));
      if (pair < 0 || values[pair] == NIL) {
        return;
      }
      Object value = values[pair];
      values[pair] = NIL;
      add(value);
    }
  }

  /** The value of the hash part's key is set; a key that is removed stays for walks to go on. */
  private void putPair(Object key, Object value) {
    int pair = findPair(key);
    if (pair >= 0) {
      values[pair] = value;
      return;
    }
    if (value == NIL) {
      return;
    }
    if (pairs == keys.length) {
      rehash();
    }
    keys[pairs] = key;
    values[pairs] = value;
    place(key, ++pairs);
  }

  private void rehash() {
    int alive = 0;
    for (int i = 0; i < pairs; i++) {
      alive += values[i] == NIL ? 0 : 1;
    }
    int capacity = Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, alive * 2 - 1)) * 2);
    machine.take((long) Math.max(0, capacity - keys.length) * PAIR_BYTES);
    Object[] oldKeys = keys;
    Object[] oldValues = values;
    int oldPairs = pairs;
    keys = new Object[capacity];
    values = new Object[capacity];
    places = new int[capacity * 2];
    pairs = 0;
    for (int i = 0; i < oldPairs; i++) {
      if (oldValues[i] != NIL) {
        keys[pairs] = oldKeys[i];
        values[pairs] = oldValues[i];
        place(oldKeys[i], ++pairs);
      }
    }
  }

  private void place(Object key, int numberPlusOne) {
    int mask = places.length - 1;
    int at = spread(key) & mask;
    while (places[at] != 0) {
      at = (at + 1) & mask;
    }
    places[at] = numberPlusOne;
  }

  private int findPair(Object key) {
    int mask = places.length - 1;
    if (mask < 0) {
      return -1;
    }
    int at = spread(key) & mask;
    while (places[at] != 0) {
      int pair = places[at] - 1;
      if (keys[pair].equals(key)) {
        return pair;
      }
      at = (at + 1) & mask;
    }
    return -1;
  }

  private static int spread(Object key) {
    int hash = key.hashCode() * 0x9e37_79b9;
    return hash ^ (hash >>> 15);
  }

  /** Where the list in it ends: there is something at this place, and nothing behind it. */
  public int length() {
    // What stands right behind the array is always taken into it, so the hash does not matter.
    shrink();
    return count;
  }

  /** True when there is nothing in it. */
  public boolean isEmpty() {
    return nextPlace(0) < 0;
  }

  /**
   * The first place of a walk, from 0 on, at or behind {@code place} that holds something.
   *
   * @return -1 when there is none
   */
  public int nextPlace(int place) {
    for (int i = place; i < count; i++) {
      if (array[i] != NIL) {
        return i;
      }
    }
    for (int i = Math.max(0, place - count); i < pairs; i++) {
      if (values[i] != NIL) {
        return count + i;
      }
    }
    return -1;
  }

  /** The key at a place of a walk. */
  public Object keyAt(int place) {
    return place < count ? (Object) (double) (place + 1) : keys[place - count];
  }

  /** The value at a place of a walk. */
  public Object valueAt(int place) {
    return place < count ? array[place] : values[place - count];
  }

  /**
   * The place of a walk behind a key.
   *
   * @throws LuaError when there is no such key
   */
  public int placeAfter(Object key) {
    if (key == NIL) {
      return 0;
    }
    if (key instanceof Double number && number >= 1 && number <= count) {
      int index = number.intValue();
      if (index == number) {
        return index;
      }
    }
    int pair = findPair(key);
    if (pair >= 0) {
      return count + pair + 1;
    }
    // The walk has set members at the end to nil: what is left of it lies in the hash.
    if (key instanceof Double number && number > count && number <= array.length) {
      return count;
    }
    throw new LuaError(LuaString.of("invalid key to 'next'"), 0);
  }
}
