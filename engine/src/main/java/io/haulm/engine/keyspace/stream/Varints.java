package io.haulm.engine.keyspace.stream;

/** Unsigned numbers in as few bytes as they need: seven bits a byte, lowest first (LEB128). */
final class Varints {
  /** How many bytes the number takes. */
  static int bytes(long value) {
    return (Long.SIZE + 6 - Long.numberOfLeadingZeros(value | 1)) / 7;
  }

  /** Writes the number, and returns where it ends. */
  static int write(byte[] to, int at, long value) {
    int next = at;
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      to[next++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    to[next++] = (byte) rest;
    return next;
  }

  /** The number that begins here. */
  static long read(byte[] from, int at) {
    long value = from[at];
    if (value >= 0) {
      return value;
    }
    value &= 0x7F;
    int next = at + 1;
    for (int shift = 7; ; shift += 7) {
      long part = from[next++];
      value |= (part & 0x7F) << shift;
      if (part >= 0) {
        return value;
      }
    }
  }

  /** Where the number that begins here ends. */
  static int skip(byte[] from, int at) {
    int next = at;
    while (from[next] < 0) {
      next++;
    }
    return next + 1;
  }

  /** A number that may be negative, as one that is small if it is near zero. */
  static long zigzag(long value) {
    return (value << 1) ^ (value >> (Long.SIZE - 1));
  }

  /** The way back from {@link #zigzag}. */
  static long unzigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }

  private Varints() {}
}
