package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyWriter;
import io.haulm.engine.keyspace.RefusedException;
import org.jspecify.annotations.Nullable;

/** Adds entries, at once or after a time. */
final class Adding {
  static final String EXHAUSTED =
      "ERR The stream has exhausted the last possible ID, unable to add more items";
  static final String NOT_ABOVE =
      "ERR The ID specified in XADD is equal or smaller than the target stream top item";

  /** So many delayed entries come into the stream at once; the others are next. */
  static final int DUE_MAX = 128;

  /** The id that an entry gets now when its sender leaves it to the stream. */
  static StreamId nextId(@Nullable StreamValue stream, long nowMillis) {
    if (stream == null || Long.compareUnsigned(nowMillis, stream.lastId().millis()) > 0) {
      return new StreamId(nowMillis, 0);
    }
    if (stream.lastId().equals(StreamId.MAX)) {
      throw new RefusedException(EXHAUSTED);
    }
    return stream.lastId().next();
  }

  /** Adds an entry to a stream, which comes into being if it must; returns its key. */
  static KeyEntry add(
      KeyWriter writer, @Nullable KeyEntry entry, byte[] name, StreamId id, byte[][] fields) {
    StreamChange added = new StreamChange.Added(id, fields);
    KeyEntry changed = entry;
    if (changed == null) {
      changed = writer.create(name, new StreamValue(), added);
    } else {
      writer.change(changed, added);
      writer.signalReady(name);
    }
    writer.notify(EventClass.STREAM, "xadd", name);
    return changed;
  }

  /** Keeps an entry until its time comes, in a stream that comes into being if it must. */
  static KeyEntry delay(
      KeyWriter writer, @Nullable KeyEntry entry, byte[] name, StreamId id, byte[][] fields) {
    StreamChange delayed = new StreamChange.Delayed(id, fields);
    if (entry == null) {
      return writer.create(name, new StreamValue(), delayed);
    }
    writer.change(entry, delayed);
    return entry;
  }

  /** Lets delayed entries come into the stream whose time has come, but not too many at once. */
  static void addDue(KeyWriter writer, KeyEntry entry) {
    StreamValue stream = StreamValue.of(entry);
    for (int i = 0; i < DUE_MAX && stream.nextDelayedMillis() <= writer.nowMillis(); i++) {
      StreamId waiting = stream.delayed().firstId();
      StreamId id = waiting.isAfter(stream.lastId()) ? waiting : stream.lastId().next();
      writer.change(entry, new StreamChange.Due(waiting, id));
      writer.signalReady(entry.name());
      writer.notify(EventClass.STREAM, "xadd", entry.name());
    }
  }

  /** The id under which an entry waits that is to come into the stream at this time. */
  static StreamId delayedId(@Nullable StreamValue stream, long dueMillis) {
    if (stream == null) {
      return new StreamId(dueMillis, 0);
    }
    EntryWalk walk = EntryWalk.downFrom(stream.delayed(), new StreamId(dueMillis, -1));
    boolean isShared = walk.previous() && walk.entry().millis == dueMillis;
    return new StreamId(dueMillis, isShared ? walk.entry().sequence + 1 : 0);
  }

  private Adding() {}
}
