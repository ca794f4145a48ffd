package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyWriter;

/** What follows when entries have been acknowledged. */
final class Acknowledging {
  /** True when there are groups, and all of them have read and acknowledged the entry. */
  static boolean isAcknowledged(StreamValue stream, StreamId id) {
    for (Group group : stream.groups()) {
      if (!group.hasAcknowledged(id)) {
        return false;
      }
    }
    return !stream.groups().isEmpty();
  }

  /**
   * Acknowledges entries for a group. If the stream is so configured, those go that nobody needs
   * any more.
   *
   * @param ids entries that are pending in this group
   */
  static void settle(KeyWriter writer, KeyEntry entry, Group group, IdList ids) {
    if (ids.isEmpty()) {
      return;
    }
    writer.change(entry, new StreamChange.Settled(group.number, ids.toArray()));
    StreamValue stream = StreamValue.of(entry);
    if (!stream.options().freesAcked()) {
      return;
    }
    IdList free = new IdList();
    for (int i = 0; i < ids.size(); i++) {
      StreamId id = ids.get(i);
      boolean isThere = EntryWalk.find(stream.entries(), id.millis(), id.sequence()) != null;
      if (isThere && isAcknowledged(stream, id)) {
        free.add(id);
      }
    }
    if (!free.isEmpty()) {
      writer.change(entry, new StreamChange.Deleted(free.toArray()));
      writer.notify(EventClass.STREAM, "xdel", entry.name());
    }
  }

  private Acknowledging() {}
}
