package io.haulm.engine.keyspace.hash;

import io.haulm.engine.keyspace.KeyChange;
import io.haulm.engine.keyspace.Sweep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a hash: a small one at once, a large one some buckets of its table at a time. */
final class HashSweep implements Sweep {
  private final HashValue value;
  private long cursor;
  private boolean isOver;

  HashSweep(HashValue value) {
    this.value = value;
  }

  @Override
  public @Nullable KeyChange next() {
    Slice slice = new Slice();
    while (!isOver && slice.bytes < SLICE_BYTES) {
      cursor = value.fields().scan(cursor, slice::add);
      isOver = cursor == 0;
    }
    return slice.change();
  }

  private static final class Slice {
    private final List<byte[]> pairs = new ArrayList<>();
    private long[] untilMillis = new long[8];
    private boolean isVolatile;
    private long bytes;

    void add(Pair pair) {
      int index = pairs.size() / 2;
      pairs.add(pair.field());
      pairs.add(pair.value());
      bytes += pair.field().length + pair.value().length;
      if (index == untilMillis.length) {
        untilMillis = Arrays.copyOf(untilMillis, index * 2);
      }
      untilMillis[index] = pair.untilMillis();
      isVolatile |= pair.untilMillis() != HashValue.NEVER;
    }

    @Nullable KeyChange change() {
      if (pairs.isEmpty()) {
        return null;
      }
      byte[][] told = pairs.toArray(new byte[0][]);
      return isVolatile
          ? new HashChange.VolatileFields(told, Arrays.copyOf(untilMillis, told.length / 2))
          : new HashChange.Fields(told);
    }
  }
}
