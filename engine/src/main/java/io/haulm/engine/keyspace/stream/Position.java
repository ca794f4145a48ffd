package io.haulm.engine.keyspace.stream;

/**
 * How far groups have come, in entries. What is answered here is what Redis answers where Redis
 * knows; where it does not, because entries in between were deleted, the entries are counted.
 */
final class Position {
  /** How many entries the group has yet to read. */
  static long lag(StreamValue stream, Group group) {
    return lag(stream, group, Long.MAX_VALUE);
  }

  /**
   * How many entries the group has yet to read.
   *
   * @param countedMax where entries have to be counted, no more than these are
   */
  static long lag(StreamValue stream, Group group, long countedMax) {
    if (stream.entriesAdded() == 0 || stream.entries().length() == 0) {
      return 0;
    }
    StreamId first = stream.firstEntryId();
    boolean isAllAhead = first.isAfter(group.lastDelivered) && first.isAfter(stream.maxDeletedId());
    if (isAllAhead) {
      return stream.entries().length();
    }
    boolean isCounterTrue =
        group.entriesRead != Group.UNKNOWN && !hasHoleFrom(stream, group.lastDelivered);
    if (isCounterTrue) {
      return stream.entriesAdded() - group.entriesRead;
    }
    long read = entriesUpTo(stream, group.lastDelivered);
    if (read != Group.UNKNOWN) {
      return stream.entriesAdded() - read;
    }
    return group.lastDelivered.equals(StreamId.MAX)
        ? 0
        : EntryWalk.count(stream.entries(), group.lastDelivered.next(), StreamId.MAX, countedMax);
  }

  /**
   * How many of all entries ever added a group has read that has read up to {@code id}; {@link
   * Group#UNKNOWN} when the counters do not tell.
   */
  static long entriesUpTo(StreamValue stream, StreamId id) {
    if (stream.entriesAdded() == 0) {
      return 0;
    }
    if (stream.entries().length() == 0 && !id.isAfter(stream.lastId())) {
      return stream.entriesAdded();
    }
    if (!id.isZero() && stream.maxDeletedId().isAfter(id)) {
      return Group.UNKNOWN;
    }
    int toLast = id.compareTo(stream.lastId());
    if (toLast == 0) {
      return stream.entriesAdded();
    }
    StreamId first = stream.firstEntryId();
    boolean isWithoutHoles = stream.maxDeletedId().isZero() || first.isAfter(stream.maxDeletedId());
    if (toLast > 0 || !isWithoutHoles || id.isAfter(first)) {
      return Group.UNKNOWN;
    }
    return stream.entriesAdded() - stream.entries().length() + (id.equals(first) ? 1 : 0);
  }

  /**
   * What a group's {@link Group#entriesRead} is once it has read these entries.
   *
   * @param rows see {@link PendingRow}
   */
  static long entriesReadAfter(StreamValue stream, Group group, long[] rows) {
    StreamId last = group.lastDelivered;
    long read = group.entriesRead;
    StreamId first = stream.firstEntryId();
    if (isCounting(stream, read, first, last)) {
      return read + rows.length / PendingChunk.ROW_LONGS;
    }
    for (int at = 0; at < rows.length; at += PendingChunk.ROW_LONGS) {
      StreamId id = new StreamId(rows[at], rows[at + 1]);
      if (isCounting(stream, read, first, last)) {
        read++;
      } else if (stream.entriesAdded() > 0) {
        read = entriesUpTo(stream, id);
      }
      last = id;
    }
    return read;
  }

  // Once this is true it stays true while the group reads on.
  private static boolean isCounting(StreamValue stream, long read, StreamId first, StreamId last) {
    return read != Group.UNKNOWN && !first.isAfter(last) && !hasHoleFrom(stream, last);
  }

  // An entry at or above this one has been deleted, among those that are there.
  private static boolean hasHoleFrom(StreamValue stream, StreamId id) {
    StreamId deleted = stream.maxDeletedId();
    return stream.entries().length() > 0
        && !deleted.isZero()
        && !stream.firstEntryId().isAfter(deleted)
        && !id.isAfter(deleted);
  }

  private Position() {}
}
