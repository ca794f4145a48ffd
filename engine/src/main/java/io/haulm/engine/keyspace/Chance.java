package io.haulm.engine.keyspace;

/**
 * Random choices that follow from a seed, so that the engine stays a function of its input. The
 * generator is SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators,
 * 2014).
 */
public final class Chance {
  private static final long STEP = 0x9e37_79b9_7f4a_7c15L;
  private static final long FIRST_FACTOR = 0xbf58_476d_1ce4_e5b9L;
  private static final long SECOND_FACTOR = 0x94d0_49bb_1331_11ebL;

  private long state;

  /** The choices of this seed. */
  public Chance(long seed) {
    state = seed;
  }

  /** Any 64 bits. */
  public long next() {
    state += STEP;
    long mixed = (state ^ (state >>> 30)) * FIRST_FACTOR;
    mixed = (mixed ^ (mixed >>> 27)) * SECOND_FACTOR;
    return mixed ^ (mixed >>> 31);
  }

  /** A whole number from 0 on and below {@code bound}, which is positive. */
  public int below(int bound) {
    // The high half of a product: the bias is below one in 2^32 / bound.
    return (int) (((next() >>> Integer.SIZE) * bound) >>> Integer.SIZE);
  }

  /** A number from 0 on and below 1. */
  public double fraction() {
    return (next() >>> 11) * 0x1.0p-53;
  }
}
