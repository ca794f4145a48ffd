package io.haulm.engine.body;

/**
 * The sizes of cells for bodies: every multiple of 8 bytes up to 64, then eight steps to each
 * doubling, so that a cell is never more than 12.5 % (or 7 bytes) longer than asked for.
 */
final class SizeClasses {
  private static final int LINEAR_STEP_SHIFT = 3;
  private static final int STEPS_SHIFT = 3;
  private static final int STEPS = 1 << STEPS_SHIFT;
  private static final int LINEAR_BYTES_MAX = STEPS << LINEAR_STEP_SHIFT;

  /** How many classes there are up to {@link BodyStore#PIECE_BYTES_MAX}. */
  static final int COUNT = classOf(BodyStore.PIECE_BYTES_MAX) + 1;

  /** The class of the smallest cell that holds {@code bytes} bytes; at least 1. */
  static int classOf(int bytes) {
    int last = bytes - 1;
    if (bytes <= LINEAR_BYTES_MAX) {
      return last >>> LINEAR_STEP_SHIFT;
    }
    int doublings = log2(last) - log2(LINEAR_BYTES_MAX);
    int step = (last >>> (doublings + LINEAR_STEP_SHIFT)) - STEPS;
    return (doublings + 1) * STEPS + step;
  }

  /** The size of the cells of a class. */
  static int cellBytes(int sizeClass) {
    if (sizeClass < STEPS) {
      return (sizeClass + 1) << LINEAR_STEP_SHIFT;
    }
    int doublings = (sizeClass >>> STEPS_SHIFT) - 1;
    int step = sizeClass & (STEPS - 1);
    return (STEPS + step + 1) << (doublings + LINEAR_STEP_SHIFT);
  }

  private static int log2(int value) {
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(value);
  }

  private SizeClasses() {}
}
