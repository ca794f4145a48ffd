package io.haulm.server.history;

/**
 * A count in 16 bits, so that a row of thirty-two of them stays small: five bits of exponent and
 * eleven of mantissa. Exact below 4096, beyond that less than a two-thousandth too low.
 */
final class PackedCount {
  private static final int MANTISSA_BITS = 11;
  private static final int IMPLIED = 1 << MANTISSA_BITS;
  private static final int MANTISSA = IMPLIED - 1;
  private static final int EXPONENT_MAX = 31;

  /** Larger counts are kept as this one. */
  static final long COUNT_MAX = (long) (IMPLIED | MANTISSA) << (EXPONENT_MAX - 1);

  static short pack(long count) {
    long value = Math.min(count, COUNT_MAX);
    if (value < IMPLIED) {
      return (short) value;
    }
    int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - MANTISSA_BITS;
    return (short) (((shift + 1) << MANTISSA_BITS) | ((value >>> shift) & MANTISSA));
  }

  static long unpack(short packed) {
    int bits = Short.toUnsignedInt(packed);
    int exponent = bits >>> MANTISSA_BITS;
    long mantissa = bits & MANTISSA;
    return exponent == 0 ? mantissa : (IMPLIED | mantissa) << (exponent - 1);
  }

  private PackedCount() {}
}
