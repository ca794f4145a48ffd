package io.haulm.engine.keyspace.sortedset;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.RefusedException;

/**
 * The words between the key and the first score of ZADD.
 *
 * @param onlyNew NX: scores of known members stay
 * @param onlyKnown XX: nothing is added
 * @param onlyGreater GT: a known member's score only rises
 * @param onlyLess LT: a known member's score only falls
 * @param countsUpdates CH: the reply counts known members whose score changed, too
 * @param isIncrement INCR: the number is added to the score
 */
record AddOptions(
    boolean onlyNew,
    boolean onlyKnown,
    boolean onlyGreater,
    boolean onlyLess,
    boolean countsUpdates,
    boolean isIncrement,
    int firstScorePlace) {

  private static final int FIRST_PLACE = 2;

  /** What ZINCRBY does. */
  static final AddOptions INCREMENT =
      new AddOptions(false, false, false, false, false, true, FIRST_PLACE);

  /** Reads the words up to the first one that is no option. */
  static AddOptions read(Call call) {
    boolean onlyNew = false;
    boolean onlyKnown = false;
    boolean onlyGreater = false;
    boolean onlyLess = false;
    boolean countsUpdates = false;
    boolean isIncrement = false;
    int place = FIRST_PLACE;
    for (; place < call.count(); place++) {
      if (call.is(place, "NX")) {
        onlyNew = true;
      } else if (call.is(place, "XX")) {
        onlyKnown = true;
      } else if (call.is(place, "GT")) {
        onlyGreater = true;
      } else if (call.is(place, "LT")) {
        onlyLess = true;
      } else if (call.is(place, "CH")) {
        countsUpdates = true;
      } else if (call.is(place, "INCR")) {
        isIncrement = true;
      } else {
        break;
      }
    }
    return new AddOptions(
        onlyNew, onlyKnown, onlyGreater, onlyLess, countsUpdates, isIncrement, place);
  }

  /**
   * Checks that they go together.
   *
   * @param pairs how many scores with members follow
   * @throws RefusedException when they do not
   */
  void check(int pairs) {
    if (onlyNew && onlyKnown) {
      throw new RefusedException("ERR XX and NX options at the same time are not compatible");
    }
    if ((onlyNew && (onlyGreater || onlyLess)) || (onlyGreater && onlyLess)) {
      throw new RefusedException(
          "ERR GT, LT, and/or NX options at the same time are not compatible");
    }
    if (isIncrement && pairs > 1) {
      throw new RefusedException("ERR INCR option supports a single increment-element pair");
    }
  }
}
