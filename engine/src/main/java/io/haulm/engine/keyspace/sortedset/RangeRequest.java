package io.haulm.engine.keyspace.sortedset;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.RefusedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a command of the ZRANGE family asks for, read from its words. */
final class RangeRequest {
  private static final long UNLIMITED = -1;

  private final Call call;
  private final int keyPlace;
  private @Nullable By by;
  private @Nullable Boolean isReversed;
  private boolean withScores;
  private long offset;
  private long limit = UNLIMITED;

  /** What the two ends of the range are. */
  enum By {
    PLACE,
    SCORE,
    MEMBER
  }

  /**
   * Reads the words behind the two ends.
   *
   * @param keyPlace where the key stands; the ends follow it
   * @param by what the ends are; null when words say it
   * @param isReversed true when the last one comes first; null when a word says it
   * @param isStoring true when the scores go with the members anyway
   * @throws RefusedException when the words make no sense
   */
  RangeRequest(
      Call call, int keyPlace, @Nullable By by, @Nullable Boolean isReversed, boolean isStoring) {
    this.call = call;
    this.keyPlace = keyPlace;
    this.by = by;
    this.isReversed = isReversed;
    for (int i = keyPlace + 3; i < call.count(); i++) {
      if (call.is(i, "LIMIT") && i + 2 < call.count()) {
        offset = call.integer(i + 1);
        limit = call.integer(i + 2);
        i += 2;
      } else if (!readFlag(i, isStoring)) {
        throw new RefusedException(RefusedException.SYNTAX);
      }
    }
    check();
  }

  private boolean readFlag(int place, boolean isStoring) {
    if (!isStoring && call.is(place, "WITHSCORES")) {
      withScores = true;
    } else if (isReversed == null && call.is(place, "REV")) {
      isReversed = true;
    } else if (by == null && call.is(place, "BYSCORE")) {
      by = By.SCORE;
    } else if (by == null && call.is(place, "BYLEX")) {
      by = By.MEMBER;
    } else {
      return false;
    }
    return true;
  }

  private void check() {
    boolean isByPlace = by == null || by == By.PLACE;
    if (isByPlace && limit != UNLIMITED) {
      throw new RefusedException(
          "ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX");
    }
    if (by == By.MEMBER && withScores) {
      throw new RefusedException(
          "ERR syntax error, WITHSCORES not supported in combination with BYLEX");
    }
  }

  boolean withScores() {
    return withScores;
  }

  /**
   * Reads the two ends, looks the key up, and takes what lies between them.
   *
   * @throws RefusedException when the ends make no sense, or the key holds something else
   */
  List<ScoredMember> run() {
    boolean isBackwards = isReversed != null && isReversed;
    byte[] start = call.arg(keyPlace + 1);
    byte[] stop = call.arg(keyPlace + 2);
    if (by == null || by == By.PLACE) {
      long first = call.integer(keyPlace + 1);
      long last = call.integer(keyPlace + 2);
      SortedSetValue value = SortedSetCommands.find(call, call.arg(keyPlace));
      return value == null
          ? List.of()
          : value.list(Bounds.ofPlaces(first, last, value.size(), isBackwards), isBackwards);
    }
    // Backwards, the larger end is named first.
    byte[] min = isBackwards ? stop : start;
    byte[] max = isBackwards ? start : stop;
    Bounds.Range range = by == By.SCORE ? Bounds.ofScores(min, max) : Bounds.ofMembers(min, max);
    SortedSetValue value = SortedSetCommands.find(call, call.arg(keyPlace));
    return value == null
        ? List.of()
        : value.list(range.in(value).limited(offset, limit, isBackwards), isBackwards);
  }
}
