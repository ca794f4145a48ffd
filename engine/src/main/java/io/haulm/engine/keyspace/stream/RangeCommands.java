package io.haulm.engine.keyspace.stream;

import io.haulm.engine.Check;
import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.RefusedException;
import java.util.Arrays;

/** Commands that read entries by their ids. */
final class RangeCommands {
  static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of(
                "xlen", 2, Streams.GROUP, "5.0.0", "Returns the number of messages in a stream")
            .flags(Flag.READONLY, Flag.FAST)
            .oneKey(),
        RangeCommands::length);
    commands.add(
        CommandSpec.of(
                "xrange",
                -4,
                Streams.GROUP,
                "5.0.0",
                "Returns the messages from a stream within a range of IDs")
            .flags(Flag.READONLY)
            .oneKey(),
        call -> range(call, 2, 3, false));
    commands.add(
        CommandSpec.of(
                "xrevrange",
                -4,
                Streams.GROUP,
                "5.0.0",
                "Returns the messages from a stream within a range of IDs in reverse order")
            .flags(Flag.READONLY)
            .oneKey(),
        call -> range(call, 3, 2, true));
  }

  private static void length(Call call) {
    StreamValue stream = Streams.forReading(call, call.arg(1));
    call.reply().integer(stream == null ? 0 : stream.entries().length());
  }

  private static void range(Call call, int fromPlace, int toPlace, boolean isDownwards) {
    StreamId from = rangeStart(call.arg(fromPlace));
    StreamId to = rangeEnd(call.arg(toPlace));
    long max = Long.MAX_VALUE;
    for (int place = 4; place < call.count(); place += 2) {
      if (place + 1 == call.count() || !call.is(place, "COUNT")) {
        throw new RefusedException(RefusedException.SYNTAX);
      }
      max = Math.max(0, call.integer(place + 1));
    }
    StreamValue stream = Streams.forReading(call, call.arg(1));
    if (stream == null) {
      call.reply().array(0);
    } else if (max == 0) {
      call.reply().nilArray();
    } else {
      tell(call, stream.entries(), from, to, max, isDownwards);
    }
  }

  private static void tell(
      Call call, EntryRow entries, StreamId from, StreamId to, long max, boolean isDownwards) {
    long count = from.isAfter(to) ? 0 : EntryWalk.count(entries, from, to, max);
    call.reply().array((int) count);
    EntryWalk walk =
        isDownwards ? EntryWalk.downFrom(entries, to) : EntryWalk.upFrom(entries, from);
    for (long i = 0; i < count; i++) {
      boolean isThere = isDownwards ? walk.previous() : walk.next();
      Check.invariant(isThere, "a range has as many entries as were counted");
      EntryReplies.entry(call.reply(), walk.entry());
    }
  }

  /** The first id of a range, as a word that may exclude the id it names. */
  static StreamId rangeStart(byte[] word) {
    if (!isExclusive(word)) {
      return StreamId.parseBound(word, 0);
    }
    StreamId id = StreamId.parse(withoutSign(word), 0);
    if (id.equals(StreamId.MAX)) {
      throw new RefusedException("ERR invalid start ID for the interval");
    }
    return id.next();
  }

  /** The last id of a range, as a word that may exclude the id it names. */
  static StreamId rangeEnd(byte[] word) {
    if (!isExclusive(word)) {
      return StreamId.parseBound(word, -1);
    }
    StreamId id = StreamId.parse(withoutSign(word), -1);
    if (id.isZero()) {
      throw new RefusedException("ERR invalid end ID for the interval");
    }
    return id.previous();
  }

  private static boolean isExclusive(byte[] word) {
    return word.length > 1 && word[0] == '(';
  }

  private static byte[] withoutSign(byte[] word) {
    return Arrays.copyOfRange(word, 1, word.length);
  }

  private RangeCommands() {}
}
