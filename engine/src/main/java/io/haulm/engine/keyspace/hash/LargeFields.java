package io.haulm.engine.keyspace.hash;

import io.haulm.engine.keyspace.Chance;
import io.haulm.engine.keyspace.table.ByteNode;
import io.haulm.engine.keyspace.table.ByteTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Any number of fields of any length in a table, and those that expire also in order of time. */
final class LargeFields implements HashFields {
  private static final int BASE_BYTES = 48;
  private static final int NODE_BYTES = 32;
  private static final int ARRAY_BYTES = 16;
  private static final int DUE_BYTES = 64;

  private final long seed;
  private final ByteTable<Field> table;
  private final TreeSet<Due> dues =
      new TreeSet<>(
          Comparator.comparingLong(Due::untilMillis)
              .thenComparing(due -> due.field.key(), Arrays::compareUnsigned));
  private long contentBytes;

  private static final class Field extends ByteNode {
    private byte[] value;
    private @Nullable Due due;

    Field(byte[] name, byte[] value) {
      super(name);
      this.value = value;
    }

    long untilMillis() {
      Due present = due;
      return present == null ? HashValue.NEVER : present.untilMillis;
    }

    Pair pair() {
      return new Pair(key(), value, untilMillis());
    }
  }

  private record Due(long untilMillis, Field field) {}

  /** No fields yet. */
  LargeFields(long seed) {
    this.seed = seed;
    table = new ByteTable<>(seed);
  }

  @Override
  public int size() {
    return table.size();
  }

  @Override
  public long heapBytes() {
    return BASE_BYTES + table.bytes() + contentBytes + (long) DUE_BYTES * dues.size();
  }

  @Override
  public String encoding() {
    return "hashtable";
  }

  @Override
  public @Nullable Pair find(byte[] field) {
    Field found = table.find(field);
    return found == null ? null : found.pair();
  }

  @Override
  public void put(byte[] name, byte[] value, long untilMillis) {
    Field field = table.find(name);
    if (field == null) {
      field = new Field(name, value);
      table.add(field);
      contentBytes += bytes(field);
    } else {
      contentBytes += value.length - field.value.length;
      field.value = value;
    }
    expire(field, untilMillis);
  }

  @Override
  public void expire(byte[] name, long untilMillis) {
    Field field = table.find(name);
    if (field != null) {
      expire(field, untilMillis);
    }
  }

  @Override
  public void remove(byte[] name) {
    Field removed = table.remove(name);
    if (removed != null) {
      expire(removed, HashValue.NEVER);
      contentBytes -= bytes(removed);
    }
  }

  @Override
  public long firstDueMillis() {
    return dues.isEmpty() ? Long.MAX_VALUE : dues.first().untilMillis;
  }

  @Override
  public List<byte[]> due(long nowMillis, int max) {
    List<byte[]> names = new ArrayList<>();
    for (Due due : dues) {
      if (due.untilMillis > nowMillis || names.size() == max) {
        break;
      }
      names.add(due.field.key());
    }
    return names;
  }

  @Override
  public void forEach(Consumer<Pair> consumer) {
    table.forEach(field -> consumer.accept(field.pair()));
  }

  @Override
  public long scan(long cursor, Consumer<Pair> consumer) {
    return table.scan(cursor, field -> consumer.accept(field.pair()));
  }

  @Override
  public Pair random(Chance chance) {
    return table.random(chance).pair();
  }

  @Override
  public HashFields copy() {
    LargeFields copy = new LargeFields(seed);
    forEach(pair -> copy.put(pair.field(), pair.value(), pair.untilMillis()));
    return copy;
  }

  private void expire(Field field, long untilMillis) {
    Due old = field.due;
    if (old != null) {
      dues.remove(old);
      field.due = null;
    }
    if (untilMillis != HashValue.NEVER) {
      Due due = new Due(untilMillis, field);
      dues.add(due);
      field.due = due;
    }
  }

  private static long bytes(Field field) {
    return NODE_BYTES + 2L * ARRAY_BYTES + field.key().length + field.value.length;
  }
}
