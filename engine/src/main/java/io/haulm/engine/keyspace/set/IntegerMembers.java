package io.haulm.engine.keyspace.set;

import io.haulm.engine.keyspace.Chance;
import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.Words;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Members that are all whole numbers, as a sorted row. */
final class IntegerMembers extends Members {
  /** With more members than this another form is quicker. */
  static final int MEMBERS_MAX = 512;

  private static final int BASE_BYTES = 40;
  private static final int CAPACITY_MIN = 2;

  private long[] values;
  private int count;

  IntegerMembers() {
    this(new long[CAPACITY_MIN], 0);
  }

  private IntegerMembers(long[] values, int count) {
    this.values = values;
    this.count = count;
  }

  @Override
  int size() {
    return count;
  }

  @Override
  String encoding() {
    return "intset";
  }

  @Override
  long bytes() {
    return BASE_BYTES + (long) Long.BYTES * values.length;
  }

  @Override
  boolean contains(byte[] member) {
    return placeOf(member) >= 0;
  }

  @Override
  boolean suits(byte[] another) {
    return count < MEMBERS_MAX && Numbers.tryParseLong(another).isPresent();
  }

  @Override
  void add(byte[] member) {
    int place = -1 - placeOf(member);
    if (count == values.length) {
      values = Arrays.copyOf(values, Math.min(MEMBERS_MAX, count + count / 2 + 1));
    }
    System.arraycopy(values, place, values, place + 1, count - place);
    values[place] = Numbers.parseLong(member);
    count++;
  }

  @Override
  void remove(byte[] member) {
    int place = placeOf(member);
    if (place >= 0) {
      System.arraycopy(values, place + 1, values, place, count - place - 1);
      count--;
    }
  }

  @Override
  void forEach(Consumer<byte[]> consumer) {
    for (int i = 0; i < count; i++) {
      consumer.accept(word(values[i]));
    }
  }

  @Override
  byte[] random(Chance chance) {
    return word(values[chance.below(count)]);
  }

  @Override
  Members copy() {
    return new IntegerMembers(values.clone(), count);
  }

  // As Arrays.binarySearch tells it; what is no whole number would come first.
  private int placeOf(byte[] member) {
    OptionalLong value = Numbers.tryParseLong(member);
    return value.isPresent() ? Arrays.binarySearch(values, 0, count, value.getAsLong()) : -1;
  }

  private static byte[] word(long value) {
    return Words.bytes(Long.toString(value));
  }
}
