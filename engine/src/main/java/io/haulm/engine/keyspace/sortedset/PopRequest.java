package io.haulm.engine.keyspace.sortedset;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.RefusedException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * The words {@code numkeys key ... MIN|MAX [COUNT count]}.
 *
 * @param isHighest true for MAX
 * @param count at least 1
 */
record PopRequest(List<byte[]> keys, boolean isHighest, long count) {

  /**
   * Reads them.
   *
   * @param place where the number of keys stands
   * @throws RefusedException when they make no sense
   */
  static PopRequest read(Call call, int place) {
    long keys = positive(call, place, "ERR numkeys should be greater than 0");
    if (keys > call.count() - place - 2) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    int end = place + 1 + (int) keys;
    boolean isHighest = call.is(end, "MAX");
    boolean hasCount = call.count() == end + 3 && call.is(end + 1, "COUNT");
    if ((!isHighest && !call.is(end, "MIN")) || (call.count() > end + 1 && !hasCount)) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    long count = hasCount ? positive(call, end + 2, "ERR count should be greater than 0") : 1;
    List<byte[]> names = Arrays.asList(call.argv()).subList(place + 1, end);
    return new PopRequest(names, isHighest, count);
  }

  private static long positive(Call call, int place, String refusal) {
    OptionalLong value = Numbers.tryParseLong(call.arg(place));
    if (value.isEmpty() || value.getAsLong() < 1) {
      throw new RefusedException(refusal);
    }
    return value.getAsLong();
  }
}
