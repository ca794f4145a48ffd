package io.haulm.engine.keyspace.set;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.Glob;
import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.ReplySink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One step of a walk over the members of a value: the words {@code key cursor [MATCH pattern]
 * [COUNT count]}, what was found, and the reply.
 */
public final class MemberScan {
  private static final int CURSOR_PLACE = 2;
  private static final int FIRST_OPTION_PLACE = 3;
  private static final long COUNT_DEFAULT = 10;
  // A step passes at most so many buckets for each element that was asked for.
  private static final int BUCKETS_PER_ELEMENT_MAX = 10;

  private final Call call;
  private final List<byte[]> found = new ArrayList<>();
  private long cursor;
  private long count = COUNT_DEFAULT;
  private byte @Nullable [] pattern;
  private long offered;

  /**
   * A step from the cursor in the call on.
   *
   * @throws RefusedException when the cursor is none
   */
  public MemberScan(Call call) {
    this.call = call;
    cursor = parseCursor(call.text(CURSOR_PLACE));
  }

  private static long parseCursor(String word) {
    try {
      return word.startsWith("-") ? Long.parseLong(word) : Long.parseUnsignedLong(word);
    } catch (NumberFormatException _) {
      throw new RefusedException("ERR invalid cursor");
    }
  }

  /**
   * Reads the words behind the cursor.
   *
   * @throws RefusedException when they make no sense
   */
  public void readOptions() {
    for (int i = FIRST_OPTION_PLACE; i < call.count(); i += 2) {
      boolean hasValue = i + 1 < call.count();
      if (call.is(i, "COUNT") && hasValue) {
        count = Numbers.parseLong(call.arg(i + 1));
        if (count < 1) {
          throw new RefusedException(RefusedException.SYNTAX);
        }
      } else if (call.is(i, "MATCH") && hasValue) {
        pattern = call.arg(i + 1);
      } else {
        throw new RefusedException(RefusedException.SYNTAX);
      }
    }
  }

  /**
   * Takes steps until enough was offered.
   *
   * @param step shows some elements to {@link #offer}, from a cursor on, and returns the next
   *     cursor
   */
  public void run(LongUnaryOperator step) {
    long stepsMax =
        count > Long.MAX_VALUE / BUCKETS_PER_ELEMENT_MAX
            ? Long.MAX_VALUE
            : count * BUCKETS_PER_ELEMENT_MAX;
    do {
      cursor = step.applyAsLong(cursor);
      stepsMax--;
    } while (cursor != 0 && stepsMax > 0 && offered < count);
  }

  /**
   * An element of the value; it is told if its member matches.
   *
   * @param parts what is told of it
   */
  public void offer(byte[] member, byte[]... parts) {
    offered++;
    if (pattern == null || Glob.matches(pattern, member)) {
      found.addAll(List.of(parts));
    }
  }

  /** Replies with what was found. */
  public void tell() {
    ReplySink reply = call.reply();
    reply.array(2);
    reply.bulk(Long.toUnsignedString(cursor));
    reply.array(found.size());
    found.forEach(reply::bulk);
  }

  /** Replies that there is nothing to walk over. */
  public void tellNothing() {
    cursor = 0;
    tell();
  }
}
