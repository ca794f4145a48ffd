package io.haulm.engine.keyspace.stream;

import io.haulm.engine.Check;
import org.jspecify.annotations.Nullable;

/** Goes over the entries of a row, upwards or downwards. The row must not change in between. */
final class EntryWalk {
  private static final int[] NONE = {};

  private final EntryRow row;
  private int index;
  private @Nullable EntryCursor cursor;
  // Upwards: the cursor is at an entry that has not been shown yet.
  private boolean isAhead;

  // Downwards: where the entries of the present block begin, and how many of them are left.
  private int[] places = NONE;
  private int left;

  private EntryWalk(EntryRow row) {
    this.row = row;
  }

  /** A walk upwards that begins before this id; {@link #next} comes first. */
  static EntryWalk upFrom(EntryRow row, StreamId from) {
    EntryWalk walk = new EntryWalk(row);
    walk.index = Math.max(0, row.indexOf(from.millis(), from.sequence()));
    if (row.blocks() > 0) {
      EntryCursor ahead = new EntryCursor(row.block(walk.index));
      walk.cursor = ahead;
      walk.isAhead = ahead.nextFrom(from.millis(), from.sequence());
    }
    return walk;
  }

  /** A walk downwards that begins behind this id; {@link #previous} comes first. */
  static EntryWalk downFrom(EntryRow row, StreamId from) {
    EntryWalk walk = new EntryWalk(row);
    walk.index = row.indexOf(from.millis(), from.sequence());
    if (walk.index >= 0) {
      walk.enterFromAbove(from);
    }
    return walk;
  }

  /** Goes on to the next entry; false when there is none. */
  boolean next() {
    if (isAhead) {
      isAhead = false;
      return true;
    }
    EntryCursor present = cursor;
    while (present != null) {
      if (present.next()) {
        return true;
      }
      index++;
      present = index < row.blocks() ? new EntryCursor(row.block(index)) : null;
      cursor = present;
    }
    return false;
  }

  /** Goes back to the entry before; false when there is none. */
  boolean previous() {
    while (left == 0) {
      if (index <= 0) {
        return false;
      }
      index--;
      enterFromAbove(StreamId.MAX);
    }
    left--;
    entry().moveTo(places[left]);
    return true;
  }

  private void enterFromAbove(StreamId from) {
    EntryCursor entered = new EntryCursor(row.block(index));
    cursor = entered;
    if (places.length < entered.block.live) {
      places = new int[Math.max(entered.block.live, EntryBlock.ENTRIES_MAX)];
    }
    left = 0;
    while (entered.next()
        && StreamId.compare(entered.millis, entered.sequence, from.millis(), from.sequence())
            <= 0) {
      places[left++] = entered.at;
    }
  }

  /** The present entry. */
  EntryCursor entry() {
    return Check.present(cursor, "a walk that found an entry is at a block");
  }

  /** The entry of this id; null when there is none. */
  static @Nullable EntryCursor find(EntryRow row, long millis, long sequence) {
    int index = row.indexOf(millis, sequence);
    if (index < 0) {
      return null;
    }
    EntryCursor cursor = new EntryCursor(row.block(index));
    boolean isFound =
        cursor.nextFrom(millis, sequence) && cursor.millis == millis && cursor.sequence == sequence;
    return isFound ? cursor : null;
  }

  /** How many entries there are from one id to another, but not more than {@code max}. */
  static long count(EntryRow row, StreamId from, StreamId to, long max) {
    long total = 0;
    int first = Math.max(0, row.indexOf(from.millis(), from.sequence()));
    for (int i = first; i < row.blocks() && total < max; i++) {
      EntryBlock block = row.block(i);
      if (block.beginsAfter(to.millis(), to.sequence())) {
        break;
      }
      boolean isWithin =
          !block.endsAfter(to)
              && StreamId.compare(
                      block.baseMillis, block.baseSequence, from.millis(), from.sequence())
                  >= 0;
      total += isWithin ? block.live : countIn(block, from, to);
    }
    return Math.min(total, max);
  }

  private static int countIn(EntryBlock block, StreamId from, StreamId to) {
    EntryCursor cursor = new EntryCursor(block);
    int count = 0;
    boolean isWithin = cursor.nextFrom(from.millis(), from.sequence());
    while (isWithin
        && StreamId.compare(cursor.millis, cursor.sequence, to.millis(), to.sequence()) <= 0) {
      count++;
      isWithin = cursor.next();
    }
    return count;
  }
}
