package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.KeyChange;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.KeyWriter;
import io.haulm.engine.keyspace.Sweep;
import io.haulm.engine.keyspace.Value;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A stream. */
public final class StreamValue extends Value {
  private static final int BASE_BYTES = 160;

  private EntryRow entries = new EntryRow();
  private EntryRow delayed = new EntryRow();
  private StreamId lastId = StreamId.MIN;
  private StreamId maxDeletedId = StreamId.MIN;
  private long entriesAdded;
  private StreamOptions options = StreamOptions.DEFAULT;
  private final Producers producers = new Producers();

  // In the order of their names, which is the order in which they are told.
  private final TreeMap<byte[], Group> groups = new TreeMap<>(Arrays::compareUnsigned);
  private final TreeMap<Integer, Group> groupsByNumber = new TreeMap<>();
  private int lastGroupNumber;

  private long groupBytes;

  // When consumers are next to be looked after.
  private long careMillis = Long.MAX_VALUE;

  // False from a restart on until the time is first known.
  private boolean isAwake;

  // When those who wait for entries to be claimed look again.
  private long wakeMillis = Long.MAX_VALUE;

  /** The stream that a key of type {@link KeyType#STREAM} holds. */
  static StreamValue of(KeyEntry entry) {
    return (StreamValue) entry.value();
  }

  EntryRow entries() {
    return entries;
  }

  /** Entries that wait for their time, which is their id's milliseconds. */
  EntryRow delayed() {
    return delayed;
  }

  StreamId lastId() {
    return lastId;
  }

  StreamId maxDeletedId() {
    return maxDeletedId;
  }

  long entriesAdded() {
    return entriesAdded;
  }

  StreamOptions options() {
    return options;
  }

  Producers producers() {
    return producers;
  }

  /** The id of the first entry; {@link StreamId#MIN} when there is none. */
  StreamId firstEntryId() {
    return entries.firstId();
  }

  /** The id of the last entry; {@link StreamId#MIN} when there is none. */
  StreamId lastEntryId() {
    return entries.lastId();
  }

  /** When the first delayed entry falls due; {@link Long#MAX_VALUE} when none does. */
  long nextDelayedMillis() {
    boolean isAny = delayed.length() > 0 && !lastId.equals(StreamId.MAX);
    return isAny ? delayed.firstId().millis() : Long.MAX_VALUE;
  }

  /** Consumers are to be looked after at this time, if not before. */
  void dueAt(long millis) {
    careMillis = Math.min(careMillis, millis);
  }

  /**
   * The time is known. After a restart all consumers count as seen: nobody knows how long they were
   * silent.
   */
  void awake(long nowMillis) {
    if (!isAwake) {
      isAwake = true;
      for (Group group : groups.values()) {
        group.consumers().forEach(consumer -> consumer.seen(nowMillis));
      }
    }
  }

  /** Those who wait for this stream look again at this time, if not before. */
  void wakeAt(long millis) {
    wakeMillis = Math.min(wakeMillis, millis);
  }

  /** All groups, by name. */
  Collection<Group> groups() {
    return groups.values();
  }

  /** The group of this number, or of the next higher one; null when there is none. */
  @Nullable Group groupFrom(int number) {
    var found = groupsByNumber.ceilingEntry(number);
    return found == null ? null : found.getValue();
  }

  /** The group of this name; null when there is none. */
  @Nullable Group group(byte[] name) {
    return groups.get(name);
  }

  /** The number of the next group. */
  int nextGroupNumber() {
    return lastGroupNumber + 1;
  }

  @Override
  public KeyType type() {
    return KeyType.STREAM;
  }

  @Override
  public String encoding() {
    return "stream";
  }

  @Override
  public long bytes() {
    return BASE_BYTES + entries.memory() + delayed.memory() + producers.memory() + groupBytes;
  }

  @Override
  public boolean isEmpty() {
    // A stream without entries still knows its last id and its groups.
    return false;
  }

  @Override
  public void apply(KeyChange change) {
    switch ((StreamChange) change) {
      case StreamChange.Added(StreamId id, byte[][] fields) -> {
        entries.add(id.millis(), id.sequence(), fields);
        countAdded(id);
      }
      case StreamChange.Several(List<StreamChange> changes) -> changes.forEach(this::apply);
      case StreamChange.Entries(List<PackedEntries> blocks) -> blocks.forEach(entries::add);
      case StreamChange.Deleted(long[] ids) -> delete(ids);
      case StreamChange.Trimmed(StreamId upTo) -> entries.removeUpTo(upTo);
      case StreamChange.Counters counters -> {
        lastId = counters.lastId();
        entriesAdded = counters.entriesAdded();
        maxDeletedId = counters.maxDeletedId();
      }
      case StreamChange.Configured(StreamOptions newOptions) -> options = newOptions;
      case StreamChange.Delayed(StreamId id, byte[][] fields) ->
          delayed.add(id.millis(), id.sequence(), fields);
      case StreamChange.DelayedEntries(List<PackedEntries> blocks) -> blocks.forEach(delayed::add);
      case StreamChange.DelayedGone(long[] ids) -> {
        for (int i = 0; i < ids.length; i += 2) {
          var _ = delayed.remove(ids[i], ids[i + 1]);
        }
      }
      case StreamChange.Due(StreamId waiting, StreamId id) -> applyDue(waiting, id);
      case StreamChange.Produced produced -> producers.put(produced, options);
      case StreamChange.ProducersForgotten() -> producers.clear();
      case StreamChange.GroupSet set -> applyGroup(set);
      case StreamChange.GroupGone(int number) -> {
        Group gone = groupsByNumber.remove(number);
        if (gone != null) {
          groupBytes -= gone.memory();
          groups.remove(gone.name);
          gone.consumers().forEach(consumer -> consumer.isGone = true);
        }
      }
      case StreamChange.WithinGroup within -> {
        Group group = groupsByNumber.get(within.group());
        if (group != null) {
          applyTo(group, within);
        }
      }
    }
  }

  private void applyTo(Group group, StreamChange.WithinGroup change) {
    long before = group.memory();
    group.apply(change);
    groupBytes += group.memory() - before;
    boolean mayNeedCare =
        change instanceof StreamChange.GroupConfigured
            || change instanceof StreamChange.ConsumerSet
            || group.hasNewOrphan();
    if (mayNeedCare) {
      dueAt(Housekeeping.nextMillis(group));
    }
  }

  private void countAdded(StreamId id) {
    if (id.isAfter(lastId)) {
      lastId = id;
      entriesAdded++;
    }
  }

  private void delete(long[] ids) {
    for (int i = 0; i < ids.length; i += 2) {
      // Also when it is not known: a sweep that is under way has not told it, and never will.
      var _ = entries.remove(ids[i], ids[i + 1]);
      maxDeletedId = StreamId.max(maxDeletedId, new StreamId(ids[i], ids[i + 1]));
    }
  }

  private void applyDue(StreamId waiting, StreamId id) {
    EntryCursor found = EntryWalk.find(delayed, waiting.millis(), waiting.sequence());
    if (found != null) {
      byte[][] fields = found.fields();
      var _ = delayed.remove(waiting.millis(), waiting.sequence());
      entries.add(id.millis(), id.sequence(), fields);
    }
    countAdded(id);
  }

  private void applyGroup(StreamChange.GroupSet set) {
    lastGroupNumber = Math.max(lastGroupNumber, set.group());
    Group known = groupsByNumber.get(set.group());
    if (known == null) {
      known = new Group(set.group(), set.name(), set.lastDelivered(), set.entriesRead());
      groupsByNumber.put(set.group(), known);
      groups.put(set.name(), known);
      groupBytes += known.memory();
    }
    known.lastDelivered = set.lastDelivered();
    known.entriesRead = set.entriesRead();
  }

  @Override
  public Sweep sweep() {
    return new StreamSweep(this);
  }

  @Override
  public Value copy() {
    StreamValue copy = new StreamValue();
    copy.entries = entries.copy();
    copy.delayed = delayed.copy();
    copy.lastId = lastId;
    copy.maxDeletedId = maxDeletedId;
    copy.entriesAdded = entriesAdded;
    copy.options = options;
    producers.forEach(produced -> copy.producers.put(produced, options));
    for (Group group : groups.values()) {
      Group twin = group.copy();
      copy.groups.put(twin.name, twin);
      copy.groupsByNumber.put(twin.number, twin);
      copy.groupBytes += twin.memory();
      copy.dueAt(Housekeeping.nextMillis(twin));
    }
    copy.lastGroupNumber = lastGroupNumber;
    return copy;
  }

  @Override
  public long nextTimerMillis() {
    return Math.min(nextDelayedMillis(), Math.min(wakeMillis, careMillis));
  }

  @Override
  public void timeCame(KeyEntry entry, KeyWriter writer) {
    if (wakeMillis <= writer.nowMillis()) {
      wakeMillis = Long.MAX_VALUE;
      writer.signalReady(entry.name());
      writer.timerChanged(entry);
    }
    if (careMillis <= writer.nowMillis()) {
      careMillis = Long.MAX_VALUE;
      awake(writer.nowMillis());
      Housekeeping.run(writer, entry);
      writer.timerChanged(entry);
    }
    Adding.addDue(writer, entry);
  }
}
