package io.haulm.engine.keyspace.sortedset;

import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.RefusedException;
import java.util.Arrays;

/** Reads the words that say where a range begins and ends. */
final class Bounds {
  private static final String NOT_A_SCORE = "ERR min or max is not a float";
  private static final String NOT_A_MEMBER = "ERR min or max not valid string range item";

  /** What stands between two cuts. */
  record Range(Cut from, Cut to) {
    /** The places of this range in a value. */
    Places in(SortedSetValue value) {
      int first = value.place(from);
      return new Places(first, Math.max(first, value.place(to)));
    }
  }

  /**
   * A range of scores: {@code 1}, {@code (1} without 1 itself, {@code -inf}.
   *
   * @throws RefusedException when one of them is no score
   */
  static Range ofScores(byte[] min, byte[] max) {
    return new Range(scoreCut(min, false), scoreCut(max, true));
  }

  private static Cut scoreCut(byte[] word, boolean isMax) {
    boolean isExclusive = word.length > 0 && word[0] == '(';
    byte[] digits = isExclusive ? rest(word) : word;
    // An empty word counts as zero.
    double score =
        digits.length == 0
            ? 0
            : Numbers.tryParseDouble(digits).orElseThrow(() -> new RefusedException(NOT_A_SCORE));
    return isExclusive == isMax ? Cut.beforeScore(score) : Cut.behindScore(score);
  }

  /**
   * A range of members: {@code [a}, {@code (a} without a itself, {@code -} and {@code +} for the
   * ends.
   *
   * @throws RefusedException when one of them is none of these
   */
  static Range ofMembers(byte[] min, byte[] max) {
    return new Range(memberCut(min, false), memberCut(max, true));
  }

  private static Cut memberCut(byte[] word, boolean isMax) {
    int sign = word.length == 0 ? 0 : word[0];
    if (word.length == 1 && sign == '-') {
      return Cut.START;
    }
    if (word.length == 1 && sign == '+') {
      return Cut.END;
    }
    if (sign != '[' && sign != '(') {
      throw new RefusedException(NOT_A_MEMBER);
    }
    boolean isExclusive = sign == '(';
    return isExclusive == isMax ? Cut.beforeMember(rest(word)) : Cut.behindMember(rest(word));
  }

  /**
   * A range of places as ZRANGE takes it: negative ones count from the end, -1 being the last.
   *
   * @param size of the value
   * @param isReversed true when the places themselves count from the end
   */
  static Places ofPlaces(long start, long stop, int size, boolean isReversed) {
    long first = Math.max(0, start < 0 ? start + size : start);
    long last = Math.min(size - 1L, stop < 0 ? stop + size : stop);
    if (first > last) {
      return Places.NONE;
    }
    return isReversed
        ? new Places((int) (size - 1 - last), (int) (size - first))
        : new Places((int) first, (int) last + 1);
  }

  private static byte[] rest(byte[] word) {
    return Arrays.copyOfRange(word, 1, word.length);
  }

  private Bounds() {}
}
