package io.haulm.engine.keyspace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of SORT behind the key. */
final class SortRequest {
  private final List<SortPattern> gets = new ArrayList<>();
  private @Nullable SortPattern by;
  private byte @Nullable [] target;
  private boolean isDescending;
  private boolean isAlphabetic;
  private long limitStart;
  private long limitCount = -1;

  /**
   * Reads the words.
   *
   * @throws RefusedException when they make no sense
   */
  static SortRequest of(Call call, boolean admitsStore) {
    SortRequest request = new SortRequest();
    for (int i = 2; i < call.count(); i++) {
      int left = call.count() - i - 1;
      if (call.is(i, "ASC")) {
        request.isDescending = false;
      } else if (call.is(i, "DESC")) {
        request.isDescending = true;
      } else if (call.is(i, "ALPHA")) {
        request.isAlphabetic = true;
      } else if (call.is(i, "LIMIT") && left >= 2) {
        request.limitStart = call.integer(++i);
        request.limitCount = call.integer(++i);
      } else if (call.is(i, "BY") && left >= 1) {
        request.by = new SortPattern(call.arg(++i));
      } else if (call.is(i, "GET") && left >= 1) {
        request.gets.add(new SortPattern(call.arg(++i)));
      } else if (admitsStore && call.is(i, "STORE") && left >= 1) {
        request.target = call.arg(++i);
      } else {
        throw new RefusedException(RefusedException.SYNTAX);
      }
    }
    return request;
  }

  /** What to show of each element; none: the element. */
  List<SortPattern> gets() {
    return gets;
  }

  /** What to sort by; null: the elements themselves. */
  @Nullable SortPattern by() {
    return by;
  }

  /** The key that takes the result; null when it is to be told. */
  byte @Nullable [] target() {
    return target;
  }

  /** True when the largest comes first. */
  boolean isDescending() {
    return isDescending;
  }

  /** True when bytes are compared, false when numbers are. */
  boolean isAlphabetic() {
    return isAlphabetic;
  }

  /** The part of all elements that is wanted. */
  <T> List<T> limited(List<T> all) {
    int start = Math.clamp(limitStart, 0, all.size());
    long left = all.size() - (long) start;
    long count = limitCount < 0 ? left : Math.min(left, limitCount);
    return all.subList(start, start + (int) count);
  }
}
