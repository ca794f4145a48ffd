package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of XREAD and XREADGROUP, without what the ids mean. */
final class ReadWords {
  private static final long NO_LIMIT = Long.MAX_VALUE;

  /** At most so many entries of each stream. */
  long countMax = NO_LIMIT;

  /** At most so many entries of all streams together. */
  long totalMax = NO_LIMIT;

  /** No more entries once they have so many bytes together. */
  long bytesMax = NO_LIMIT;

  /** True when it may wait. */
  boolean mayWait;

  /** When to give up waiting; {@link Long#MAX_VALUE} for never. */
  long deadlineMillis = Long.MAX_VALUE;

  byte @Nullable [] group;
  byte @Nullable [] consumer;
  boolean needsNoAck;

  /** Pending entries are claimed that were idle for so long; -1 when none are. */
  long claimIdleMillis = -1;

  /** How many streams there are. */
  int streams;

  private int firstKey;

  ReadWords(Call call, boolean isOfGroup) {
    int place = 1;
    while (place < call.count() && streams == 0) {
      place = readOption(call, place, isOfGroup);
    }
    if (streams == 0) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    if (isOfGroup && group == null) {
      throw new RefusedException("ERR Missing GROUP option for XREADGROUP");
    }
  }

  byte[] key(Call call, int stream) {
    return call.arg(firstKey + stream);
  }

  int idPlace(int stream) {
    return firstKey + streams + stream;
  }

  List<byte[]> keys(Call call) {
    List<byte[]> keys = new ArrayList<>(streams);
    for (int i = 0; i < streams; i++) {
      keys.add(key(call, i));
    }
    return keys;
  }

  private int readOption(Call call, int place, boolean isOfGroup) {
    int more = call.count() - place - 1;
    if (more >= 1 && call.is(place, "STREAMS")) {
      beginStreams(call, place + 1, isOfGroup);
      return call.count();
    }
    if (more >= 1 && call.is(place, "COUNT")) {
      countMax = limit(call, place + 1);
    } else if (more >= 1 && call.is(place, "MAXCOUNT")) {
      totalMax = limit(call, place + 1);
    } else if (more >= 1 && call.is(place, "MAXSIZE")) {
      bytesMax = limit(call, place + 1);
    } else if (more >= 1 && call.is(place, "BLOCK")) {
      readTimeout(call, place + 1);
    } else {
      return readGroupOption(call, place, isOfGroup);
    }
    return place + 2;
  }

  private int readGroupOption(Call call, int place, boolean isOfGroup) {
    int more = call.count() - place - 1;
    if (more >= 2 && call.is(place, "GROUP")) {
      checkIsOfGroup("GROUP", isOfGroup);
      group = call.arg(place + 1);
      consumer = call.arg(place + 2);
      return place + 3;
    }
    if (call.is(place, "NOACK")) {
      checkIsOfGroup("NOACK", isOfGroup);
      needsNoAck = true;
      return place + 1;
    }
    if (more >= 1 && call.is(place, "CLAIM")) {
      checkIsOfGroup("CLAIM", isOfGroup);
      claimIdleMillis =
          call.integer(
              place + 1, 0, Long.MAX_VALUE, "ERR min-idle-time must be a non-negative integer");
      return place + 2;
    }
    throw new RefusedException(RefusedException.SYNTAX);
  }

  private static void checkIsOfGroup(String option, boolean isOfGroup) {
    if (!isOfGroup) {
      throw new RefusedException(
          "ERR The "
              + option
              + " option is only supported by XREADGROUP. You called XREAD instead.");
    }
  }

  private void beginStreams(Call call, int first, boolean isOfGroup) {
    int words = call.count() - first;
    if (words % 2 != 0) {
      throw new RefusedException(
          "ERR Unbalanced '"
              + call.spec().name()
              + "' list of streams: for each stream key an ID or '"
              + (isOfGroup ? '>' : '$')
              + "' must be specified.");
    }
    firstKey = first;
    streams = words / 2;
  }

  // Zero and less mean no limit.
  private static long limit(Call call, int place) {
    long limit = call.integer(place);
    return limit <= 0 ? NO_LIMIT : limit;
  }

  private void readTimeout(Call call, int place) {
    if (call.origin() == Call.Origin.SCRIPT) {
      throw new RefusedException(
          "ERR " + call.text(0) + " command is not allowed with BLOCK option from scripts");
    }
    long millis =
        Numbers.tryParseLong(call.arg(place))
            .orElseThrow(
                () -> new RefusedException("ERR timeout is not an integer or out of range"));
    if (millis < 0) {
      throw new RefusedException("ERR timeout is negative");
    }
    if (millis > Long.MAX_VALUE - call.nowMillis()) {
      throw new RefusedException("ERR timeout is out of range");
    }
    mayWait = true;
    deadlineMillis = millis == 0 ? Long.MAX_VALUE : call.nowMillis() + millis;
  }
}
