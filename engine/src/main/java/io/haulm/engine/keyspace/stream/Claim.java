package io.haulm.engine.keyspace.stream;

import io.haulm.engine.Check;
import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.ReplySink;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pending entries that a consumer takes over from others, or from nobody. */
final class Claim {
  private static final int CONSUMER_PLACE = 3;
  private static final long AS_COUNTED = -1;

  private final Call call;
  private final KeyEntry entry;
  private final Group group;
  private final StreamValue stream;
  // How often the entries claimed so far count as delivered.
  private final Map<StreamId, Long> counts = new HashMap<>();
  private final Redelivery redelivery;
  private final RowList claimed = new RowList(1);
  private @Nullable Consumer consumer;
  private long timeMillis;

  /** Only entries are taken that were idle for so long. */
  long idleMillis;

  /** True: entries become pending that are not, if they are there. */
  boolean isForced;

  /** True: the reply has ids only, and the deliveries are not counted. */
  boolean isOnlyIds;

  /** How often the entries count as delivered; negative: once more than before. */
  long deliveries = AS_COUNTED;

  /** The group stands at least here from now on; null when that is not said. */
  @Nullable StreamId lastId;

  Claim(Call call, KeyEntry entry, Group group) {
    this.call = call;
    this.entry = entry;
    this.group = group;
    stream = StreamValue.of(entry);
    redelivery = new Redelivery(call, entry, group);
    timeMillis = call.nowMillis();
  }

  Group group() {
    return group;
  }

  /** The entries count as delivered at this time, or now if it lies ahead. */
  void deliverAt(long millis) {
    boolean isSensible = millis >= 0 && millis <= call.nowMillis();
    timeMillis = isSensible ? millis : call.nowMillis();
  }

  /** The consumer is there, and the group is where it ought to be. */
  void begin() {
    StreamId atLeast = lastId;
    if (atLeast != null && atLeast.isAfter(group.lastDelivered)) {
      call.change(
          entry, new StreamChange.GroupSet(group.number, group.name, atLeast, group.entriesRead));
    }
    consumer = Consumers.seen(call, entry, group, call.arg(CONSUMER_PLACE));
  }

  /** Takes this entry if it may. */
  boolean take(StreamId id) {
    Long countNow = counts.get(id);
    if (countNow != null) {
      // Named twice: claimed twice, too.
      add(id, countNow);
      return true;
    }
    PendingWalk walk = group.find(id);
    if (walk != null) {
      return take(walk);
    }
    boolean isThere = EntryWalk.find(stream.entries(), id.millis(), id.sequence()) != null;
    if (isForced && isThere) {
      add(id, 1);
    }
    return isForced && isThere;
  }

  /** Takes the entry that the walk is at, if it may; true also for one without content. */
  boolean take(PendingWalk walk) {
    StreamId id = walk.id();
    boolean isThere = EntryWalk.find(stream.entries(), id.millis(), id.sequence()) != null;
    boolean isBusy =
        walk.owner() != PendingRow.NOBODY
            && idleMillis > 0
            && call.nowMillis() - walk.timeMillis() < idleMillis;
    if (isThere && isBusy) {
      return false;
    }
    if (redelivery.admits(id, walk.deliveries())) {
      add(id, walk.deliveries());
      return true;
    }
    return !isThere;
  }

  private void add(StreamId id, long before) {
    long count = before;
    if (deliveries >= 0) {
      count = deliveries;
    } else if (!isOnlyIds && before != Long.MAX_VALUE) {
      count++;
    }
    counts.put(id, count);
    claimed.add(id.millis(), id.sequence(), timeMillis, consumer().number, count);
  }

  private Consumer consumer() {
    return Check.present(consumer, "a consumer who claims is there");
  }

  /** Does it; to be called when no list is being gone over. */
  void finish() {
    if (claimed.size() > 0) {
      call.change(entry, new StreamChange.Pending(group.number, claimed.toArray()));
      consumer().active(call.nowMillis());
    }
    redelivery.finish();
  }

  /** Entries without content that were met. */
  IdList gone() {
    return redelivery.gone();
  }

  void tell(ReplySink reply) {
    reply.array(claimed.size());
    for (int i = 0; i < claimed.size(); i++) {
      StreamId id = claimed.id(i);
      if (isOnlyIds) {
        EntryReplies.id(reply, id);
      } else {
        EntryReplies.entryOrHole(
            reply, id, EntryWalk.find(stream.entries(), id.millis(), id.sequence()));
      }
    }
  }
}
