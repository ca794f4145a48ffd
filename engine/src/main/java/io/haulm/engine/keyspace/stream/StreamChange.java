package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.KeyChange;
import java.util.List;

/**
 * What changes about a stream. Groups have numbers that are never given out twice; consumers have
 * numbers within their group, from 1 on, that may be given out again. Several ids are a row of
 * numbers, two for each: milliseconds and sequence.
 */
public sealed interface StreamChange extends KeyChange {
  /**
   * There is an entry. If its id is above the last one, it is new and counts as added.
   *
   * @param fields names and values in turn
   */
  record Added(StreamId id, byte[][] fields) implements StreamChange {}

  /** There are these entries: a part of a sweep. */
  record Entries(List<PackedEntries> blocks) implements StreamChange {}

  /** These entries are gone. */
  record Deleted(long[] ids) implements StreamChange {}

  /** All entries up to this one are gone. */
  record Trimmed(StreamId upTo) implements StreamChange {}

  /** The counters of the stream. */
  record Counters(StreamId lastId, long entriesAdded, StreamId maxDeletedId)
      implements StreamChange {
    @Override
    public boolean isSeenByWatchers() {
      return false;
    }
  }

  /** Several changes at once: a part of a sweep. */
  record Several(List<StreamChange> changes) implements StreamChange {}

  /** What is set for the stream. */
  record Configured(StreamOptions options) implements StreamChange {}

  /** An entry waits until the time that is its id's milliseconds. */
  record Delayed(StreamId id, byte[][] fields) implements StreamChange {}

  /** These entries wait: a part of a sweep. */
  record DelayedEntries(List<PackedEntries> blocks) implements StreamChange {}

  /** These entries do not wait any more, and never came into the stream. */
  record DelayedGone(long[] ids) implements StreamChange {}

  /**
   * An entry has waited long enough: it has come into the stream, with an id that may be another.
   */
  record Due(StreamId delayed, StreamId id) implements StreamChange {}

  /** A producer's id stands for an entry that was added at a time. */
  record Produced(byte[] producer, byte[] key, StreamId id, long timeMillis)
      implements StreamChange {}

  /** The ids of all producers are forgotten. */
  record ProducersForgotten() implements StreamChange {}

  /**
   * There is a group.
   *
   * @param entriesRead how many of all entries ever added it has read; {@link Group#UNKNOWN}
   */
  record GroupSet(int group, byte[] name, StreamId lastDelivered, long entriesRead)
      implements OfGroup {}

  /** A change that concerns a group and leaves the stream as it is. */
  sealed interface OfGroup extends StreamChange {
    /** The group's number. */
    int group();

    @Override
    default boolean isSeenByWatchers() {
      return false;
    }
  }

  /** A change within a group; means nothing when the group is not known. */
  sealed interface WithinGroup extends OfGroup {}

  /** What is set for a group. */
  record GroupConfigured(int group, GroupOptions options) implements WithinGroup {}

  /** The group is gone. */
  record GroupGone(int group) implements OfGroup {}

  /**
   * There is a consumer.
   *
   * @param activeMillis when it last got entries; {@link Consumer#NEVER}
   */
  record ConsumerSet(int group, int consumer, byte[] name, long seenMillis, long activeMillis)
      implements WithinGroup {}

  /** The consumer is gone, and with it whatever was pending for it. */
  record ConsumerGone(int group, int consumer) implements WithinGroup {}

  /**
   * New entries were delivered: these are pending, and the group stands further on.
   *
   * @param rows see {@link PendingRow}; empty when nobody is to acknowledge them
   */
  record Delivered(int group, StreamId lastDelivered, long entriesRead, long[] rows)
      implements WithinGroup {}

  /** These entries are pending. */
  record Pending(int group, long[] rows) implements WithinGroup {}

  /** These entries are not pending any more. */
  record Settled(int group, long[] ids) implements WithinGroup {}
}
