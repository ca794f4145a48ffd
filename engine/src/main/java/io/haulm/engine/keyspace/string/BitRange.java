package io.haulm.engine.keyspace.string;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.RefusedException;

/**
 * A part of a string as BITCOUNT and BITPOS are told it.
 *
 * @param start the first bit or byte; negative: counted from the end
 * @param end the last one; negative: counted from the end
 * @param isBits true when bits are counted, false when bytes are
 */
record BitRange(long start, long end, boolean isBits) {
  static final BitRange WHOLE = new BitRange(0, -1, false);

  /**
   * Reads {@code start [end [BYTE|BIT]]} from this place to the end of the words.
   *
   * @throws RefusedException when it makes no sense
   */
  static BitRange of(Call call, int place) {
    long start = call.integer(place);
    boolean isBits = false;
    if (call.count() > place + 2) {
      isBits = call.is(place + 2, "BIT");
      if (!isBits && !call.is(place + 2, "BYTE")) {
        throw new RefusedException(RefusedException.SYNTAX);
      }
    }
    long end = call.count() > place + 1 ? call.integer(place + 1) : -1;
    return new BitRange(start, end, isBits);
  }

  /** True when both ends are counted from the end of the string, in the wrong order. */
  boolean isCrossed() {
    return start < 0 && end < 0 && start > end;
  }

  /** The same as bits from the start of a string with so many bytes. */
  BitRange within(int length) {
    long total = isBits ? 8L * length : length;

    long first = Math.max(0, start < 0 ? start + total : start);
    long last = Math.min(total - 1, Math.max(0, end < 0 ? end + total : end));
    if (first > last) {
      return new BitRange(0, -1, true);
    }
    return isBits ? new BitRange(first, last, true) : new BitRange(8 * first, 8 * last + 7, true);
  }

  boolean isEmpty() {
    return start > end;
  }

  /** How many bits are set; of a range that {@link #within} made. */
  long count(StringValue value) {
    long count = 0;
    for (long place = start; place <= end; ) {
      if ((place & 7) == 0 && end - place >= 7) {
        count += Integer.bitCount(value.at((int) (place >>> 3)) & 0xFF);
        place += 8;
      } else {
        count += Bits.at(value, place);
        place++;
      }
    }
    return count;
  }

  /** The place of the first such bit, or -1; of a range that {@link #within} made. */
  long find(StringValue value, boolean bit) {
    int nothing = bit ? 0 : 0xFF;
    for (long place = start; place <= end; ) {
      if ((place & 7) == 0 && (value.at((int) (place >>> 3)) & 0xFF) == nothing) {
        place += 8;
      } else if (Bits.at(value, place) == (bit ? 1 : 0)) {
        return place;
      } else {
        place++;
      }
    }
    return -1;
  }
}
