package io.haulm.engine.keyspace.stream;

import io.haulm.engine.Check;
import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.ReplySink;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One stream of an XREADGROUP: picks the entries that the consumer gets, makes them pending, and
 * tells them.
 */
final class GroupReader {
  private static final int ROWS_EXPECTED_MAX = 64;
  private static final long NOT_IDLE = -1;

  private final Call call;
  private final ReadWords words;
  private final KeyEntry key;
  private final StreamValue stream;
  private final Group group;
  // Null when new entries are asked for.
  private final @Nullable StreamId historyAfter;
  private @Nullable Consumer consumer;

  // Pending entries that are delivered again, or told as history; with what was true of them
  // before.
  private RowList again = new RowList(1);
  private long[] idleMillis = RowList.NONE;
  private int newCount;
  private StreamId newFrom = StreamId.MIN;

  GroupReader(
      Call call, ReadWords words, KeyEntry key, Group group, @Nullable StreamId historyAfter) {
    this.call = call;
    this.words = words;
    this.key = key;
    this.stream = StreamValue.of(key);
    this.group = group;
    this.historyAfter = historyAfter;
  }

  /** The consumer is there. */
  void begin() {
    byte[] name = Check.present(words.consumer, "XREADGROUP has a consumer");
    consumer = Consumers.seen(call, key, group, name);
  }

  private Consumer consumer() {
    return Check.present(consumer, "a consumer who reads is there");
  }

  /** Picks what the consumer gets; false when that is nothing worth a reply. */
  boolean take(Budget budget) {
    if (historyAfter != null) {
      takeHistory(historyAfter, budget);
      return true;
    }
    if (words.claimIdleMillis >= 0) {
      takeIdle(budget);
    } else if (group.unowned > 0 && group.options.redelivers()) {
      takeUnowned(budget);
    }
    takeNew(budget);
    boolean isAny = newCount + again.size() > 0;
    if (isAny) {
      consumer().active(call.nowMillis());
    }
    return isAny;
  }

  // A look at the own history is a delivery, of entries that are still there.
  private void takeHistory(StreamId after, Budget budget) {
    Redelivery redelivery = new Redelivery(call, key, group);
    RowList delivered = new RowList(1);
    PendingWalk walk =
        after.equals(StreamId.MAX)
            ? new PendingWalk(new PendingList())
            : new PendingWalk(group.pending, after.next(), consumer().number, Long.MAX_VALUE);
    int left = consumer().pending;
    while (again.size() < words.countMax && left-- > 0 && walk.next()) {
      StreamId id = walk.id();
      EntryCursor found = find(id);
      if (found == null) {
        again.add(id.millis(), id.sequence(), 0, 0, 0);
      } else if (!budget.allows(found)) {
        break;
      } else if (redelivery.admits(id, walk.deliveries())) {
        budget.take(found);
        again.add(id.millis(), id.sequence(), 0, 0, 0);
        add(delivered, id, walk.deliveries());
      }
    }
    redelivery.finish();
    deliverAgain(delivered);
  }

  private void takeUnowned(Budget budget) {
    PendingWalk walk =
        new PendingWalk(group.pending, StreamId.MIN, PendingRow.NOBODY, Long.MAX_VALUE);
    Redelivery redelivery = new Redelivery(call, key, group);
    int left = group.unowned;
    boolean isFull = false;
    while (!isFull && left-- > 0 && walk.next()) {
      isFull = !takeAgain(redelivery, budget, walk.id(), NOT_IDLE, walk.deliveries());
    }
    redelivery.finish();
    deliverAgain(again);
  }

  private void takeIdle(Budget budget) {
    Redelivery redelivery = new Redelivery(call, key, group);
    long untilMillis = call.nowMillis() - words.claimIdleMillis;
    for (IdleEntries.Idle idle : IdleEntries.find(group, untilMillis, words.countMax)) {
      long idleFor =
          idle.owner() == PendingRow.NOBODY ? NOT_IDLE : call.nowMillis() - idle.timeMillis();
      if (!takeAgain(redelivery, budget, idle.id(), idleFor, idle.deliveries())) {
        break;
      }
    }
    redelivery.finish();
    deliverAgain(again);
  }

  /** Delivers a pending entry again, if it can be; false when there is no room for more. */
  private boolean takeAgain(
      Redelivery redelivery, Budget budget, StreamId id, long idleFor, long deliveries) {
    EntryCursor found = find(id);
    boolean isFull = again.size() >= words.countMax || (found != null && !budget.allows(found));
    if (isFull) {
      return false;
    }
    if (redelivery.admits(id, deliveries) && found != null) {
      budget.take(found);
      if (again.size() * 2 >= idleMillis.length) {
        idleMillis = Arrays.copyOf(idleMillis, again.size() * 4 + 2);
      }
      idleMillis[again.size() * 2] = idleFor;
      idleMillis[again.size() * 2 + 1] = deliveries;
      add(again, id, deliveries);
    }
    return true;
  }

  private void add(RowList rows, StreamId id, long deliveriesBefore) {
    long deliveries = deliveriesBefore == Long.MAX_VALUE ? deliveriesBefore : deliveriesBefore + 1;
    rows.add(id.millis(), id.sequence(), call.nowMillis(), consumer().number, deliveries);
  }

  private void deliverAgain(RowList rows) {
    if (rows.size() > 0) {
      call.change(key, new StreamChange.Pending(group.number, rows.toArray()));
    }
  }

  private void takeNew(Budget budget) {
    if (!stream.lastId().isAfter(group.lastDelivered)) {
      return;
    }
    newFrom = group.lastDelivered.next();
    EntryWalk walk = EntryWalk.upFrom(stream.entries(), newFrom);
    long max = words.countMax - again.size();
    RowList rows = new RowList((int) Math.min(max, ROWS_EXPECTED_MAX));
    while (rows.size() < max && walk.next() && budget.allows(walk.entry())) {
      EntryCursor entry = walk.entry();
      budget.take(entry);
      rows.add(entry.millis, entry.sequence, call.nowMillis(), consumer().number, 1);
    }
    newCount = rows.size();
    if (newCount > 0) {
      long[] all = rows.toArray();
      call.change(
          key,
          new StreamChange.Delivered(
              group.number,
              rows.id(newCount - 1),
              Position.entriesReadAfter(stream, group, all),
              words.needsNoAck ? RowList.NONE : all));
    }
  }

  private @Nullable EntryCursor find(StreamId id) {
    return EntryWalk.find(stream.entries(), id.millis(), id.sequence());
  }

  /** Tells what was picked. */
  void tell(ReplySink reply) {
    ReadCommands.beginStream(reply, key.name());
    reply.array(again.size() + newCount);
    boolean withTimes = historyAfter == null && words.claimIdleMillis >= 0;
    for (int i = 0; i < again.size(); i++) {
      StreamId id = again.id(i);
      EntryCursor found = find(id);
      if (withTimes && found != null) {
        tellWithTimes(reply, found, idleMillis[i * 2], idleMillis[i * 2 + 1]);
      } else {
        EntryReplies.entryOrHole(reply, id, found);
      }
    }
    if (newCount == 0) {
      return;
    }
    EntryWalk walk = EntryWalk.upFrom(stream.entries(), newFrom);
    for (int i = 0; i < newCount; i++) {
      Check.invariant(walk.next(), "entries that were delivered are there");
      if (withTimes) {
        tellWithTimes(reply, walk.entry(), 0, 0);
      } else {
        EntryReplies.entry(reply, walk.entry());
      }
    }
  }

  private static void tellWithTimes(
      ReplySink reply, EntryCursor entry, long idleFor, long deliveries) {
    reply.array(4);
    EntryReplies.id(reply, entry.millis, entry.sequence);
    entry.tellFields(reply);
    reply.integer(idleFor);
    reply.integer(deliveries);
  }

  /** The consumer waits: also for pending entries that it might claim. */
  void wakeWhenClaimable() {
    if (historyAfter == null && words.claimIdleMillis >= 0) {
      long oldestMillis = IdleEntries.oldestMillis(group);
      if (oldestMillis != Long.MAX_VALUE) {
        stream.wakeAt(oldestMillis + words.claimIdleMillis);
        call.timerChanged(key);
      }
    }
  }
}
