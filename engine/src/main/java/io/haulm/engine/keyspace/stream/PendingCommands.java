package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.ReplySink;
import io.haulm.engine.keyspace.Words;

/** XACK and XPENDING. */
final class PendingCommands {
  private static final long UNOWNED_IDLE = -1;

  static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of(
                "xack",
                -4,
                Streams.GROUP,
                "5.0.0",
                "Returns the number of messages that were successfully acknowledged by the consumer"
                    + " group member of a stream")
            .flags(Flag.WRITE, Flag.FAST)
            .oneKey(),
        PendingCommands::acknowledge);
    commands.add(
        CommandSpec.of(
                "xpending",
                -3,
                Streams.GROUP,
                "5.0.0",
                "Returns the information and entries from a stream consumer group's pending entries"
                    + " list")
            .flags(Flag.READONLY)
            .oneKey(),
        PendingCommands::pending);
  }

  private static void acknowledge(Call call) {
    KeyEntry entry = Streams.forChange(call, call.arg(1));
    Group group = entry == null ? null : StreamValue.of(entry).group(call.arg(2));
    if (entry == null || group == null) {
      call.reply().integer(0);
      return;
    }
    IdList asked = Streams.ids(call, 3, call.count());
    IdList found = new IdList();
    for (int i = 0; i < asked.size(); i++) {
      if (group.isPending(asked.get(i))) {
        found.add(asked.get(i));
      }
    }
    // One id may have been named twice.
    int before = group.pending.size();
    Acknowledging.settle(call, entry, group, found);
    call.reply().integer(before - group.pending.size());
  }

  private static void pending(Call call) {
    int words = call.count();
    boolean hasIdle = words > 3 && call.is(3, "IDLE");
    int range = hasIdle ? 5 : 3;
    if (words != 3 && words < range + 3) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    long idleMillis = hasIdle ? call.integer(4) : 0;
    long max = words == 3 ? 0 : Math.max(0, call.integer(range + 2));
    StreamId from = words == 3 ? StreamId.MIN : RangeCommands.rangeStart(call.arg(range));
    StreamId to = words == 3 ? StreamId.MAX : RangeCommands.rangeEnd(call.arg(range + 1));
    StreamValue stream = Streams.forReading(call, call.arg(1));
    Group group = stream == null ? null : stream.group(call.arg(2));
    if (group == null) {
      throw Streams.noGroup(call.arg(1), call.arg(2));
    }
    if (words == 3) {
      tellSummary(call.reply(), group);
      return;
    }
    int owner = PendingWalk.ANYBODY;
    if (words > range + 3) {
      Consumer consumer = group.consumer(call.arg(range + 3));
      if (consumer == null) {
        call.reply().array(0);
        return;
      }
      owner = consumer.number;
    }
    long untilMillis = idleMillis == 0 ? Long.MAX_VALUE : call.nowMillis() - idleMillis;
    tellRange(call, group, new PendingWalk(group.pending, from, owner, untilMillis), to, max);
  }

  private static void tellSummary(ReplySink reply, Group group) {
    reply.array(4);
    PendingList pending = group.pending;
    reply.integer(pending.size());
    if (pending.size() == 0) {
      reply.nil();
      reply.nil();
      reply.nilArray();
      return;
    }
    PendingChunk first = pending.chunk(0);
    PendingChunk last = pending.chunk(pending.chunks() - 1);
    EntryReplies.id(reply, first.millis(0), first.sequence(0));
    EntryReplies.id(reply, last.millis(last.size - 1), last.sequence(last.size - 1));
    long holders = group.consumers().stream().filter(consumer -> consumer.pending > 0).count();
    reply.array((int) holders);
    for (Consumer consumer : group.consumers()) {
      if (consumer.pending > 0) {
        reply.array(2);
        reply.bulk(consumer.name);
        reply.bulkInteger(consumer.pending);
      }
    }
  }

  private static void tellRange(Call call, Group group, PendingWalk walk, StreamId to, long max) {
    RowList found = new RowList(1);
    while (found.size() < max && walk.next() && !walk.id().isAfter(to)) {
      found.add(walk.millis(), walk.sequence(), walk.timeMillis(), walk.owner(), walk.deliveries());
    }
    ReplySink reply = call.reply();
    reply.array(found.size());
    for (int i = 0; i < found.size(); i++) {
      Consumer owner = group.consumer(found.owner(i));
      reply.array(4);
      EntryReplies.id(reply, found.id(i));
      reply.bulk(owner == null ? Words.bytes("") : owner.name);
      reply.integer(
          owner == null ? UNOWNED_IDLE : Math.max(0, call.nowMillis() - found.timeMillis(i)));
      reply.integer(found.deliveries(i));
    }
  }

  private PendingCommands() {}
}
