package io.haulm.engine.keyspace.sortedset;

import io.haulm.engine.keyspace.KeyChange;
import io.haulm.engine.keyspace.Sweep;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a sorted set in slices, in no order. A walk by cursor shows every member that is there all
 * the time, and a set in the small form is one slice.
 */
final class SortedSetSweep implements Sweep {
  private static final int MEMBER_BASE_BYTES = Double.BYTES + 2;

  private final SortedSetValue value;
  private long cursor;
  private boolean isOver;

  SortedSetSweep(SortedSetValue value) {
    this.value = value;
  }

  @Override
  public @Nullable KeyChange next() {
    List<ScoredMember> slice = new ArrayList<>();
    int[] bytes = {0};
    while (!isOver && bytes[0] < SLICE_BYTES) {
      cursor =
          value.scan(
              cursor,
              (member, score) -> {
                slice.add(new ScoredMember(member, score));
                bytes[0] += MEMBER_BASE_BYTES + member.length;
              });
      isOver = cursor == 0;
    }
    return slice.isEmpty() ? null : SortedSetChange.Scored.of(slice);
  }
}
