package io.haulm.journal;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * 128 random bits that all files of one data folder share, so that a file of another folder is
 * never taken for ours.
 */
record FolderId(long high, long low) {
  static FolderId random(RandomGenerator random) {
    return new FolderId(random.nextLong(), random.nextLong());
  }

  /**
   * The mask on the checksum of a frame. It ties the frame to its folder, segment and offset: a
   * copy of the frame at any other place, say in the body of a job, is not valid there.
   */
  int mask(int segment, long offset) {
    long bits = high ^ low ^ Position.of(segment, offset);
    bits = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
    bits = (bits ^ (bits >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return (int) (bits ^ (bits >>> 33));
  }

  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(high) + hex.toHexDigits(low);
  }
}
