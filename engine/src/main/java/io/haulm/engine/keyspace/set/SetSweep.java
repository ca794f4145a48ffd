package io.haulm.engine.keyspace.set;

import io.haulm.engine.keyspace.KeyChange;
import io.haulm.engine.keyspace.Sweep;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a set in slices. A walk by cursor shows every member that is there all the time, and a set
 * in a small form is one slice.
 */
final class SetSweep implements Sweep {
  private static final int MEMBER_BASE_BYTES = 2;

  private final SetValue value;
  private long cursor;
  private boolean isOver;

  SetSweep(SetValue value) {
    this.value = value;
  }

  @Override
  public @Nullable KeyChange next() {
    List<byte[]> slice = new ArrayList<>();
    int[] bytes = {0};
    while (!isOver && bytes[0] < SLICE_BYTES) {
      cursor =
          value.scan(
              cursor,
              member -> {
                slice.add(member);
                bytes[0] += MEMBER_BASE_BYTES + member.length;
              });
      isOver = cursor == 0;
    }
    return slice.isEmpty() ? null : new SetChange.Added(slice.toArray(byte[][]::new));
  }
}
