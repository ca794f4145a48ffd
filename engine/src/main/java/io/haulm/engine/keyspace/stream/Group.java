package io.haulm.engine.keyspace.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Consumers that share the reading of a stream. */
final class Group {
  /** The {@link #entriesRead} that cannot be told. */
  static final long UNKNOWN = -1;

  private static final int BASE_BYTES = 200;

  final int number;
  final byte[] name;
  StreamId lastDelivered;

  /** How many of all entries ever added it has read, or {@link #UNKNOWN}. */
  long entriesRead;

  GroupOptions options = GroupOptions.DEFAULT;
  PendingList pending = new PendingList();

  /** How many pending entries wait for a new owner. */
  int unowned;

  // In the order of their names, which is the order in which they are told.
  private final TreeMap<byte[], Consumer> byName = new TreeMap<>(Arrays::compareUnsigned);
  // By number less one.
  private final List<@Nullable Consumer> byNumber = new ArrayList<>(1);
  private long consumerBytes;
  private boolean hasNewOrphan;

  // How many pending entries there are whose owner is not known (yet): in the course of a recovery,
  // a change may come before the part of a sweep that tells of the consumer.
  private int strays;

  Group(int number, byte[] name, StreamId lastDelivered, long entriesRead) {
    this.number = number;
    this.name = name;
    this.lastDelivered = lastDelivered;
    this.entriesRead = entriesRead;
  }

  /** About how many bytes of memory it takes. */
  long memory() {
    return BASE_BYTES
        + name.length
        + options.deadLetters().length
        + consumerBytes
        + pending.memory();
  }

  Collection<Consumer> consumers() {
    return byName.values();
  }

  @Nullable Consumer consumer(byte[] consumerName) {
    return byName.get(consumerName);
  }

  /** The consumer of this number; null when there is none, as for {@link PendingRow#NOBODY}. */
  @Nullable Consumer consumer(int consumerNumber) {
    boolean isKnown = consumerNumber > 0 && consumerNumber <= byNumber.size();
    return isKnown ? byNumber.get(consumerNumber - 1) : null;
  }

  /** The consumer of this number, or of the next higher one; null when there is none. */
  @Nullable Consumer consumerFrom(int consumerNumber) {
    for (int i = consumerNumber; i <= byNumber.size(); i++) {
      Consumer found = byNumber.get(i - 1);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The lowest number that no consumer has. */
  int freeNumber() {
    int gap = byName.size() == byNumber.size() ? -1 : byNumber.indexOf(null);
    return (gap < 0 ? byNumber.size() : gap) + 1;
  }

  /** Makes a change true. */
  void apply(StreamChange.WithinGroup change) {
    switch (change) {
      case StreamChange.GroupConfigured(_, GroupOptions newOptions) -> options = newOptions;
      case StreamChange.ConsumerSet set ->
          put(new Consumer(set.consumer(), set.name(), set.seenMillis(), set.activeMillis()));
      case StreamChange.ConsumerGone(_, int consumer) -> remove(consumer);
      case StreamChange.Delivered delivered -> {
        lastDelivered = delivered.lastDelivered();
        entriesRead = delivered.entriesRead();
        put(delivered.rows());
        markActive(delivered.rows());
      }
      case StreamChange.Pending(_, long[] rows) -> put(rows);
      case StreamChange.Settled(_, long[] ids) -> settle(ids);
    }
  }

  private void markActive(long[] rows) {
    Consumer reader = rows.length == 0 ? null : consumer(PendingRow.owner(rows, 0));
    if (reader != null) {
      reader.active(PendingRow.timeMillis(rows, 0));
    }
  }

  private void put(Consumer consumer) {
    Consumer known = consumer(consumer.number);
    if (known != null) {
      known.seenMillis = consumer.seenMillis;
      known.activeMillis = consumer.activeMillis;
      return;
    }
    while (byNumber.size() < consumer.number) {
      byNumber.add(null);
    }
    byNumber.set(consumer.number - 1, consumer);
    byName.put(consumer.name, consumer);
    if (strays > 0) {
      consumer.pending = pendingIds(consumer.number).size();
      strays -= consumer.pending;
    }
    consumerBytes += consumer.memory();
  }

  /** Removes a consumer and what is pending for it. */
  private void remove(int consumerNumber) {
    Consumer consumer = consumer(consumerNumber);
    if (consumer == null ? strays > 0 : consumer.pending > 0) {
      settle(pendingIds(consumerNumber).toArray());
    }
    if (consumer != null) {
      consumer.isGone = true;
      byName.remove(consumer.name);
      byNumber.set(consumerNumber - 1, null);
      consumerBytes -= consumer.memory();
    }
  }

  private IdList pendingIds(int owner) {
    IdList ids = new IdList();
    PendingWalk walk = new PendingWalk(pending, StreamId.MIN, owner, Long.MAX_VALUE);
    while (walk.next()) {
      ids.add(walk.millis(), walk.sequence());
    }
    return ids;
  }

  /** These entries are pending. */
  private void put(long[] rows) {
    for (int at = 0; at < rows.length; at += PendingChunk.ROW_LONGS) {
      int before = pending.put(rows, at);
      count(before, -1);
      count(PendingRow.owner(rows, at), 1);
    }
  }

  /** These entries are not pending any more. */
  private void settle(long[] ids) {
    for (int i = 0; i < ids.length; i += 2) {
      count(pending.remove(ids[i], ids[i + 1]), -1);
    }
  }

  private void count(int owner, int more) {
    if (owner == PendingRow.NOBODY) {
      unowned += more;
      return;
    }
    Consumer consumer = consumer(owner);
    if (consumer == null) {
      strays += owner == PendingList.NOT_PENDING ? 0 : more;
    } else {
      consumer.pending += more;
      hasNewOrphan |= more > 0 && options.returnsOnClose() && consumer.clients.isEmpty();
    }
  }

  /**
   * True when entries became pending, since this was last asked, for a consumer who is not there.
   */
  boolean hasNewOrphan() {
    boolean answer = hasNewOrphan;
    hasNewOrphan = false;
    return answer;
  }

  /** True when the entry has been read by this group and is not pending. */
  boolean hasAcknowledged(StreamId id) {
    return !id.isAfter(lastDelivered) && !isPending(id);
  }

  boolean isPending(StreamId id) {
    return find(id) != null;
  }

  /** A walk that is at this pending entry; null when it is not pending. */
  @Nullable PendingWalk find(StreamId id) {
    PendingWalk walk = new PendingWalk(pending, id, PendingWalk.ANYBODY, Long.MAX_VALUE);
    return walk.next() && walk.isAt(id) ? walk : null;
  }

  Group copy() {
    Group copy = new Group(number, name, lastDelivered, entriesRead);
    copy.options = options;
    copy.pending = pending.copy();
    copy.unowned = unowned;
    copy.strays = strays;
    for (Consumer consumer : consumers()) {
      Consumer twin =
          new Consumer(consumer.number, consumer.name, consumer.seenMillis, consumer.activeMillis);
      copy.put(twin);
      twin.pending = consumer.pending;
    }
    return copy;
  }
}
