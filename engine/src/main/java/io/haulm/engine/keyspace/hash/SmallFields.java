package io.haulm.engine.keyspace.hash;

import io.haulm.engine.keyspace.Chance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A few short fields side by side in one array, in the order in which they came: length and bytes
 * of a field, length and bytes of its value, and, once a field of this hash has expired or may do
 * so, the time at which it does, of eight bytes.
 */
final class SmallFields implements HashFields {
  /** Most fields there can be. */
  static final int FIELDS_MAX = 128;

  /** Longest field and longest value. */
  static final int BYTES_MAX = 64;

  private static final int BASE_BYTES = 56;
  private static final int NOWHERE = -1;

  private byte[] bytes = {};
  private int end;
  private int count;
  private boolean isTimed;
  private long firstDueMillis = Long.MAX_VALUE;

  /** True when a field and a value are short enough. */
  static boolean takes(byte[] field, byte[] value) {
    return field.length <= BYTES_MAX && value.length <= BYTES_MAX;
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public long heapBytes() {
    return (long) BASE_BYTES + bytes.length;
  }

  @Override
  public String encoding() {
    return isTimed ? "listpackex" : "listpack";
  }

  @Override
  public @Nullable Pair find(byte[] field) {
    int place = place(field);
    return place == NOWHERE ? null : pair(place);
  }

  @Override
  public void put(byte[] field, byte[] value, long untilMillis) {
    if (untilMillis != HashValue.NEVER) {
      makeTimed();
    }
    int place = place(field);
    int entryBytes = 2 + field.length + value.length + timeBytes();
    if (place == NOWHERE) {
      place = end;
      resize(place, 0, entryBytes);
      count++;
    } else {
      resize(place, next(place) - place, entryBytes);
    }
    int valuePlace = write(place, field);
    int timePlace = write(valuePlace, value);
    if (isTimed) {
      writeTime(timePlace, untilMillis);
      findFirstDue();
    }
  }

  @Override
  public void expire(byte[] field, long untilMillis) {
    if (untilMillis != HashValue.NEVER) {
      makeTimed();
    }
    int place = place(field);
    if (isTimed && place != NOWHERE) {
      writeTime(next(place) - timeBytes(), untilMillis);
      findFirstDue();
    }
  }

  @Override
  public void remove(byte[] field) {
    int place = place(field);
    if (place != NOWHERE) {
      resize(place, next(place) - place, 0);
      count--;
      findFirstDue();
    }
  }

  @Override
  public long firstDueMillis() {
    return firstDueMillis;
  }

  @Override
  public List<byte[]> due(long nowMillis, int max) {
    List<byte[]> due = new ArrayList<>();
    for (int place = 0; place < end && due.size() < max; place = next(place)) {
      long until = time(place);
      if (until != HashValue.NEVER && until <= nowMillis) {
        due.add(word(place));
      }
    }
    return due;
  }

  @Override
  public void forEach(Consumer<Pair> consumer) {
    for (int place = 0; place < end; place = next(place)) {
      consumer.accept(pair(place));
    }
  }

  @Override
  public long scan(long cursor, Consumer<Pair> consumer) {
    forEach(consumer);
    return 0;
  }

  @Override
  public Pair random(Chance chance) {
    int place = 0;
    for (int i = chance.below(count); i > 0; i--) {
      place = next(place);
    }
    return pair(place);
  }

  @Override
  public HashFields copy() {
    SmallFields copy = new SmallFields();
    copy.bytes = Arrays.copyOf(bytes, end);
    copy.end = end;
    copy.count = count;
    copy.isTimed = isTimed;
    copy.firstDueMillis = firstDueMillis;
    return copy;
  }

  private int place(byte[] field) {
    for (int place = 0; place < end; place = next(place)) {
      int length = bytes[place];
      int from = place + 1;
      if (length == field.length && Arrays.equals(bytes, from, from + length, field, 0, length)) {
        return place;
      }
    }
    return NOWHERE;
  }

  private int next(int place) {
    int valuePlace = place + 1 + bytes[place];
    return valuePlace + 1 + bytes[valuePlace] + timeBytes();
  }

  private int timeBytes() {
    return isTimed ? Long.BYTES : 0;
  }

  private Pair pair(int place) {
    return new Pair(word(place), word(place + 1 + bytes[place]), time(place));
  }

  private byte[] word(int place) {
    return Arrays.copyOfRange(bytes, place + 1, place + 1 + bytes[place]);
  }

  private int write(int place, byte[] word) {
    bytes[place] = (byte) word.length;
    System.arraycopy(word, 0, bytes, place + 1, word.length);
    return place + 1 + word.length;
  }

  private long time(int place) {
    if (!isTimed) {
      return HashValue.NEVER;
    }
    long time = 0;
    int timeEnd = next(place);
    for (int i = timeEnd - Long.BYTES; i < timeEnd; i++) {
      time = time << Byte.SIZE | (bytes[i] & 0xFF);
    }
    return time;
  }

  private void writeTime(int place, long time) {
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[place + i] = (byte) (time >>> (Long.SIZE - Byte.SIZE * (i + 1)));
    }
  }

  private void makeTimed() {
    if (isTimed) {
      return;
    }
    SmallFields timed = new SmallFields();
    timed.isTimed = true;
    forEach(pair -> timed.put(pair.field(), pair.value(), HashValue.NEVER));
    bytes = timed.bytes;
    end = timed.end;
    isTimed = true;
  }

  private void findFirstDue() {
    firstDueMillis = Long.MAX_VALUE;
    if (isTimed) {
      for (int place = 0; place < end; place = next(place)) {
        long until = time(place);
        firstDueMillis =
            until == HashValue.NEVER ? firstDueMillis : Math.min(firstDueMillis, until);
      }
    }
  }

  // What stands at a place takes as many bytes as it is told to, and what follows it moves.
  private void resize(int place, int oldBytes, int newBytes) {
    int newEnd = end - oldBytes + newBytes;
    byte[] target = bytes;
    if (newEnd > bytes.length || newEnd < bytes.length / 4) {
      target = Arrays.copyOf(bytes, newEnd + newEnd / 4);
    }
    System.arraycopy(bytes, place + oldBytes, target, place + newBytes, end - place - oldBytes);
    bytes = target;
    end = newEnd;
  }
}
