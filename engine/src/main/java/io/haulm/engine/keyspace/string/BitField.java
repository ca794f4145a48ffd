package io.haulm.engine.keyspace.string;

import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.RefusedException;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A kind of whole number inside a string.
 *
 * @param bits its width, 1 to 64 with a sign, to 63 without
 * @param isSigned true when it has a sign
 */
record BitField(int bits, boolean isSigned) {
  private static final int SIGNED_BITS_MAX = 64;
  private static final int UNSIGNED_BITS_MAX = 63;

  /** What becomes of a number that is too large or too small. */
  enum Overflow {
    WRAP,
    SAT,
    FAIL
  }

  /**
   * Reads {@code i16}, {@code u8} ...
   *
   * @throws RefusedException when it is no such kind
   */
  static BitField parse(byte[] word) {
    boolean isSigned = word.length > 0 && word[0] == 'i';
    boolean isUnsigned = word.length > 0 && word[0] == 'u';
    OptionalLong bits =
        isSigned || isUnsigned
            ? Numbers.tryParseLong(Arrays.copyOfRange(word, 1, word.length))
            : OptionalLong.empty();
    int max = isSigned ? SIGNED_BITS_MAX : UNSIGNED_BITS_MAX;
    if (bits.isEmpty() || bits.getAsLong() < 1 || bits.getAsLong() > max) {
      throw new RefusedException(
          "ERR Invalid bitfield type. Use something like i16 u8. Note that u64 is not supported"
              + " but i64 is.");
    }
    return new BitField((int) bits.getAsLong(), isSigned);
  }

  /** The number at a place; bits beyond the end are 0. */
  long read(@Nullable StringValue value, long place) {
    long number = 0;
    for (int i = 0; i < bits; i++) {
      number = number << 1 | Bits.at(value, place + i);
    }
    return wrap(number);
  }

  /** The bytes from that of {@code place} on that have this number in them. */
  byte[] written(StringValue value, long place, long number) {
    int first = (int) (place >>> 3);
    int shift = (int) (place & 7);
    byte[] part = new byte[(shift + bits + 7) >>> 3];
    for (int i = 0; i < part.length; i++) {
      part[i] = value.at(first + i);
    }
    for (int i = 0; i < bits; i++) {
      int at = shift + i;
      int mask = 0x80 >>> (at & 7);
      boolean isSet = (number >>> (bits - 1 - i) & 1) == 1;
      part[at >>> 3] = (byte) (isSet ? part[at >>> 3] | mask : part[at >>> 3] & ~mask);
    }
    return part;
  }

  /** The number as far as it fits; null when it does not, and that is a failure. */
  @Nullable Long fit(long number, Overflow overflow) {
    // Without a sign a negative number is one that is far too large.
    if (!isSigned && number < 0) {
      return met(number, true, overflow);
    }
    return met(number, number > max(), number < min(), overflow);
  }

  /** The sum as far as it fits; null when it does not, and that is a failure. */
  @Nullable Long sum(long number, long amount, Overflow overflow) {
    boolean isOver = amount > 0 && number > max() - amount;
    boolean isUnder = amount < 0 && number < min() - amount;
    return met(number + amount, isOver, isUnder, overflow);
  }

  private @Nullable Long met(long number, boolean isOver, boolean isUnder, Overflow overflow) {
    return isOver || isUnder ? met(number, isOver, overflow) : Long.valueOf(number);
  }

  private @Nullable Long met(long number, boolean isOver, Overflow overflow) {
    return switch (overflow) {
      case WRAP -> wrap(number);
      case SAT -> isOver ? max() : min();
      case FAIL -> null;
    };
  }

  private long wrap(long number) {
    int unused = Long.SIZE - bits;
    return isSigned ? number << unused >> unused : number << unused >>> unused;
  }

  private long max() {
    return isSigned ? Long.MAX_VALUE >> (SIGNED_BITS_MAX - bits) : (1L << bits) - 1;
  }

  private long min() {
    return isSigned ? -max() - 1 : 0;
  }
}
