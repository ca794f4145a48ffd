package io.haulm.journal;

/**
 * Where a record lies: {@code segment number << 32 | offset in the segment}. So positions only grow
 * and the segment of a position is found without a search. A batch ends before the position that
 * {@link Journal#commit} returns for it.
 */
public final class Position {
  /** Bits of the offset; a segment is shorter than {@code 1L << OFFSET_BITS} bytes. */
  public static final int OFFSET_BITS = 32;

  private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;

  /** The position of an offset in a segment. */
  public static long of(int segment, long offset) {
    Claim.holds(offset >= 0 && offset <= OFFSET_MASK, "an offset fits into 32 bits");
    return ((long) segment << OFFSET_BITS) | offset;
  }

  /** Number of the segment. */
  public static int segment(long position) {
    return (int) (position >>> OFFSET_BITS);
  }

  /** Offset in the segment, in bytes. */
  public static long offset(long position) {
    return position & OFFSET_MASK;
  }

  private Position() {}
}
