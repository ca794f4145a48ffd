package io.haulm.engine.keyspace.string;

import io.haulm.engine.keyspace.RefusedException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The longest common subsequence of two strings, by the usual table of lengths of which only two
 * rows are kept; of the others one bit per cell, which says where to go on the way back.
 */
final class CommonSubsequence {
  /** The product of two lengths up to which the work is done: 64 MiB of bits. */
  static final long CELLS_MAX = 1L << 29;

  /** A piece that both strings have in common. */
  record Match(int inOne, int inOther, int length) {}

  private final byte[] one;
  private final byte[] other;
  // A bit is set when the row above, with one byte less of the first string, is longer.
  private final BitSet goesUp = new BitSet();
  private final byte[] found;
  private final List<Match> matches = new ArrayList<>();

  /**
   * Compares two strings.
   *
   * @throws RefusedException when they are too long
   */
  static CommonSubsequence of(byte[] one, byte[] other) {
    if ((long) one.length * other.length > CELLS_MAX) {
      throw new RefusedException(
          "ERR Insufficient memory, failed allocating transient memory for LCS");
    }
    return new CommonSubsequence(one, other);
  }

  private CommonSubsequence(byte[] one, byte[] other) {
    this.one = one;
    this.other = other;
    this.found = new byte[fill()];
    goBack();
  }

  int length() {
    return found.length;
  }

  byte[] bytes() {
    return found;
  }

  /** The pieces, the last one first. */
  List<Match> matches() {
    return matches;
  }

  private int fill() {
    int[] above = new int[other.length + 1];
    int[] row = new int[other.length + 1];
    for (int i = 1; i <= one.length; i++) {
      for (int j = 1; j <= other.length; j++) {
        if (one[i - 1] == other[j - 1]) {
          row[j] = above[j - 1] + 1;
        } else if (above[j] > row[j - 1]) {
          row[j] = above[j];
          goesUp.set(cell(i, j));
        } else {
          row[j] = row[j - 1];
        }
      }
      int[] done = row;
      row = above;
      above = done;
    }
    return above[other.length];
  }

  private void goBack() {
    int left = found.length;
    int run = 0;
    int i = one.length;
    int j = other.length;
    while (left > 0) {
      if (one[i - 1] == other[j - 1]) {
        found[--left] = one[i - 1];
        run++;
        i--;
        j--;
        continue;
      }
      run = endRun(i, j, run);
      if (goesUp.get(cell(i, j))) {
        i--;
      } else {
        j--;
      }
    }
    endRun(i, j, run);
  }

  private int endRun(int i, int j, int run) {
    if (run > 0) {
      matches.add(new Match(i, j, run));
    }
    return 0;
  }

  private int cell(int i, int j) {
    return (i - 1) * other.length + j - 1;
  }
}
