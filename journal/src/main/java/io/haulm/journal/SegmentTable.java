package io.haulm.journal;

import java.util.Arrays;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The segments from the oldest to the active one, numbered without gaps. Owner's thread only. */
final class SegmentTable {
  private static final int FIRST_ROOM = 16;

  // A ring: segment n is at n modulo the length, which is a power of two.
  private @Nullable Segment[] ring = new Segment[FIRST_ROOM];
  private int oldest;
  private int count;

  void add(Segment segment) {
    if (count == 0) {
      oldest = segment.number;
    }
    Claim.holds(segment.number == oldest + count, "segments are numbered without gaps");
    if (count == ring.length) {
      grow();
    }
    ring[segment.number & (ring.length - 1)] = segment;
    count++;
  }

  private void grow() {
    @Nullable Segment[] old = ring;
    ring = Arrays.copyOf(old, old.length * 2);
    Arrays.fill(ring, null);
    for (int i = 0; i < count; i++) {
      int number = oldest + i;
      ring[number & (ring.length - 1)] = old[number & (old.length - 1)];
    }
  }

  /** The segment with this number, or null when it has been dropped or never was. */
  @Nullable Segment find(int number) {
    return number >= oldest && number - oldest < count ? ring[number & (ring.length - 1)] : null;
  }

  Segment get(int number) {
    Segment segment = find(number);
    if (segment == null) {
      throw new IllegalStateException("broken invariant: segment " + number + " is known");
    }
    return segment;
  }

  Segment first() {
    return get(oldest);
  }

  Segment last() {
    return get(oldest + count - 1);
  }

  void removeFirst() {
    ring[oldest & (ring.length - 1)] = null;
    oldest++;
    count--;
  }

  void removeLast() {
    count--;
    ring[(oldest + count) & (ring.length - 1)] = null;
  }

  int count() {
    return count;
  }

  long sum(ToLongFunction<Segment> bytes) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += bytes.applyAsLong(get(oldest + i));
    }
    return sum;
  }
}
