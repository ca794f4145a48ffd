package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.ReplySink;
import java.util.Locale;

/** XCLAIM and XAUTOCLAIM. */
final class ClaimCommands {
  private static final long COUNT_DEFAULT = 100;

  /** Beyond this, Redis could not count what it has to look at. */
  private static final long COUNT_MAX = Long.MAX_VALUE / 16;

  private static final int LOOKS_PER_CLAIM = 10;

  static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of(
                "xclaim",
                -6,
                Streams.GROUP,
                "5.0.0",
                "Changes, or acquires, ownership of a message in a consumer group, as if the message"
                    + " was delivered a consumer group member")
            .flags(Flag.WRITE, Flag.FAST)
            .oneKey(),
        ClaimCommands::claim);
    commands.add(
        CommandSpec.of(
                "xautoclaim",
                -6,
                Streams.GROUP,
                "6.2.0",
                "Changes, or acquires, ownership of messages in a consumer group, as if the messages"
                    + " were delivered to as consumer group member")
            .flags(Flag.WRITE, Flag.FAST)
            .oneKey(),
        ClaimCommands::claimAny);
  }

  private static Claim begin(Call call) {
    KeyEntry entry = Streams.forChange(call, call.arg(1));
    Group group = entry == null ? null : StreamValue.of(entry).group(call.arg(2));
    if (entry == null || group == null) {
      throw Streams.noGroup(call.arg(1), call.arg(2));
    }
    return new Claim(call, entry, group);
  }

  private static void claim(Call call) {
    Claim claim = begin(call);
    claim.idleMillis = minIdle(call);
    int options = 5;
    while (options < call.count() && isId(call.arg(options))) {
      options++;
    }
    IdList ids = Streams.ids(call, 5, options);
    readOptions(call, options, claim);
    claim.begin();
    for (int i = 0; i < ids.size(); i++) {
      var _ = claim.take(ids.get(i));
    }
    claim.finish();
    claim.tell(call.reply());
  }

  private static void readOptions(Call call, int first, Claim claim) {
    int place = first;
    while (place < call.count()) {
      boolean hasValue = place + 1 < call.count();
      if (call.is(place, "FORCE")) {
        claim.isForced = true;
      } else if (call.is(place, "JUSTID")) {
        claim.isOnlyIds = true;
      } else if (hasValue && call.is(place, "IDLE")) {
        claim.deliverAt(call.nowMillis() - option(call, ++place, "IDLE"));
      } else if (hasValue && call.is(place, "TIME")) {
        claim.deliverAt(option(call, ++place, "TIME"));
      } else if (hasValue && call.is(place, "RETRYCOUNT")) {
        claim.deliveries = option(call, ++place, "RETRYCOUNT");
      } else if (hasValue && call.is(place, "LASTID")) {
        claim.lastId = StreamId.parse(call.arg(++place), 0);
      } else {
        throw new RefusedException("ERR Unrecognized XCLAIM option '" + call.text(place) + "'");
      }
      place++;
    }
  }

  private static long option(Call call, int place, String name) {
    return Numbers.tryParseLong(call.arg(place))
        .orElseThrow(
            () -> new RefusedException("ERR Invalid " + name + " option argument for XCLAIM"));
  }

  private static boolean isId(byte[] word) {
    try {
      var _ = StreamId.parse(word, 0);
      return true;
    } catch (RefusedException _) {
      return false;
    }
  }

  private static long minIdle(Call call) {
    String name = call.spec().name().toUpperCase(Locale.ROOT);
    long idle =
        Numbers.tryParseLong(call.arg(4))
            .orElseThrow(
                () -> new RefusedException("ERR Invalid min-idle-time argument for " + name));
    return Math.max(0, idle);
  }

  private static void claimAny(Call call) {
    long idleMillis = minIdle(call);
    StreamId start = RangeCommands.rangeStart(call.arg(5));
    long max = COUNT_DEFAULT;
    boolean isOnlyIds = false;
    for (int place = 6; place < call.count(); place++) {
      if (place + 1 < call.count() && call.is(place, "COUNT")) {
        max =
            Numbers.tryParseLong(call.arg(++place))
                .orElseThrow(() -> new RefusedException("ERR COUNT must be > 0"));
      } else if (call.is(place, "JUSTID")) {
        isOnlyIds = true;
      } else {
        throw new RefusedException(RefusedException.SYNTAX);
      }
    }
    if (max < 1 || max > COUNT_MAX) {
      throw new RefusedException("ERR COUNT must be > 0");
    }
    Claim claim = begin(call);
    claim.idleMillis = idleMillis;
    claim.isOnlyIds = isOnlyIds;
    claim.begin();
    StreamId next = claimFrom(claim, start, max);
    claim.finish();
    ReplySink reply = call.reply();
    reply.array(3);
    EntryReplies.id(reply, next);
    claim.tell(reply);
    IdList gone = claim.gone();
    reply.array(gone.size());
    for (int i = 0; i < gone.size(); i++) {
      EntryReplies.id(reply, gone.get(i));
    }
  }

  // Looks at a limited number of entries, and returns where the next call goes on.
  private static StreamId claimFrom(Claim claim, StreamId start, long max) {
    PendingWalk walk =
        new PendingWalk(claim.group().pending, start, PendingWalk.ANYBODY, Long.MAX_VALUE);
    long looks = max > Long.MAX_VALUE / LOOKS_PER_CLAIM ? Long.MAX_VALUE : max * LOOKS_PER_CLAIM;
    long left = max;
    boolean isAtEntry = walk.next();
    while (isAtEntry && looks-- > 0 && left > 0) {
      left -= claim.take(walk) ? 1 : 0;
      isAtEntry = walk.next();
    }
    return isAtEntry ? walk.id() : StreamId.MIN;
  }

  private ClaimCommands() {}
}
