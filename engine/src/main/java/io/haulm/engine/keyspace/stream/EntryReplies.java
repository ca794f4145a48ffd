package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.ReplySink;
import org.jspecify.annotations.Nullable;

/** How entries look in replies. */
final class EntryReplies {
  /** An entry: its id and its fields. */
  static void entry(ReplySink reply, EntryCursor entry) {
    reply.array(2);
    id(reply, entry.millis, entry.sequence);
    entry.tellFields(reply);
  }

  /** An entry that may have been deleted since it was delivered. */
  static void entryOrHole(ReplySink reply, StreamId id, @Nullable EntryCursor entry) {
    if (entry != null) {
      entry(reply, entry);
    } else {
      reply.array(2);
      id(reply, id);
      reply.nilArray();
    }
  }

  static void id(ReplySink reply, StreamId id) {
    id(reply, id.millis(), id.sequence());
  }

  static void id(ReplySink reply, long millis, long sequence) {
    reply.bulk(StreamId.textOf(millis, sequence));
  }

  private EntryReplies() {}
}
