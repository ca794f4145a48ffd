package io.haulm.engine.keyspace.stream;

import io.haulm.engine.Check;
import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyWriter;
import org.jspecify.annotations.Nullable;

/** Takes entries from the front of a stream. */
final class Trimming {
  /** Trims a stream, and returns how many entries went. */
  static long trim(KeyWriter writer, KeyEntry entry, TrimOptions options) {
    StreamValue stream = StreamValue.of(entry);
    References references = options.references;
    if (references == null) {
      references = stream.options().trim();
    }
    long before = stream.entries().length();
    StreamId upTo =
        options.isApproximate ? lastOfBlocks(stream, options) : lastExact(stream, options);
    if (upTo != null) {
      switch (references) {
        case KEEP -> writer.change(entry, new StreamChange.Trimmed(upTo));
        case DELETE -> {
          writer.change(entry, new StreamChange.Trimmed(upTo));
          settleUpTo(writer, entry, upTo);
        }
        case ACKED -> trimAcknowledged(writer, entry, upTo, options);
      }
    }
    long trimmed = before - stream.entries().length();
    if (trimmed > 0) {
      writer.notify(EventClass.STREAM, "xtrim", entry.name());
    }
    return trimmed;
  }

  // The last entry to go; null when none is to go.
  private static @Nullable StreamId lastExact(StreamValue stream, TrimOptions options) {
    EntryRow entries = stream.entries();
    StreamId idMin = options.idMin;
    if (idMin != null) {
      boolean isAny = entries.length() > 0 && idMin.isAfter(entries.firstId());
      return isAny ? idMin.previous() : null;
    }
    long surplus = entries.length() - options.lengthMax;
    if (surplus <= 0) {
      return null;
    }
    int index = 0;
    while (entries.block(index).live < surplus) {
      surplus -= entries.block(index).live;
      index++;
    }
    EntryCursor cursor = new EntryCursor(entries.block(index));
    for (long i = 0; i < surplus; i++) {
      Check.invariant(cursor.next(), "a block has as many entries as it says");
    }
    return cursor.id();
  }

  private static @Nullable StreamId lastOfBlocks(StreamValue stream, TrimOptions options) {
    EntryRow entries = stream.entries();
    StreamId upTo = null;
    StreamId idMin = options.idMin;
    long gone = 0;
    for (int i = 0; i < entries.blocks(); i++) {
      EntryBlock block = entries.block(i);
      boolean mayGo =
          idMin != null
              ? block.endsBefore(idMin.millis(), idMin.sequence())
              : entries.length() - gone - block.live >= options.lengthMax;
      boolean isBeyondLimit = options.limit > 0 && gone + block.live > options.limit;
      if (!mayGo || isBeyondLimit) {
        break;
      }
      gone += block.live;
      upTo = new StreamId(block.lastMillis, block.lastSequence);
    }
    return upTo;
  }

  private static void settleUpTo(KeyWriter writer, KeyEntry entry, StreamId upTo) {
    for (Group group : StreamValue.of(entry).groups()) {
      IdList ids = new IdList();
      PendingWalk walk = new PendingWalk(group.pending);
      while (walk.next() && !walk.id().isAfter(upTo)) {
        ids.add(walk.millis(), walk.sequence());
      }
      if (!ids.isEmpty()) {
        writer.change(entry, new StreamChange.Settled(group.number, ids.toArray()));
      }
    }
  }

  // Goes on beyond entries that somebody still needs, until enough others are found. What goes is
  // not told as trimmed, because it may lie between others.
  private static void trimAcknowledged(
      KeyWriter writer, KeyEntry entry, StreamId upTo, TrimOptions options) {
    StreamValue stream = StreamValue.of(entry);
    EntryWalk walk = EntryWalk.upFrom(stream.entries(), StreamId.MIN);
    StreamId idMin = options.idMin;
    long wanted =
        idMin != null
            ? Long.MAX_VALUE
            : EntryWalk.count(stream.entries(), StreamId.MIN, upTo, Long.MAX_VALUE);
    IdList ids = new IdList();
    while (ids.size() < wanted && walk.next()) {
      StreamId id = walk.entry().id();
      if (idMin != null && id.isAfter(upTo)) {
        break;
      }
      if (Acknowledging.isAcknowledged(stream, id)) {
        ids.add(id.millis(), id.sequence());
      }
    }
    if (!ids.isEmpty()) {
      writer.change(entry, new StreamChange.Deleted(ids.toArray()));
    }
  }

  private Trimming() {}
}
