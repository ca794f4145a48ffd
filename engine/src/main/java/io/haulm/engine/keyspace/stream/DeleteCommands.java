package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.RefusedException;
import org.jspecify.annotations.Nullable;

/** Commands that delete entries by their ids, and XSETID. */
final class DeleteCommands {
  private static final int NOT_FOUND = -1;
  private static final int DELETED = 1;
  private static final int STILL_NEEDED = 2;

  static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of(
                "xdel",
                -3,
                Streams.GROUP,
                "5.0.0",
                "Returns the number of messages after removing them from a stream")
            .flags(Flag.WRITE, Flag.FAST)
            .oneKey(),
        DeleteCommands::delete);
    commands.add(
        CommandSpec.of(
                "xdelex",
                -5,
                Streams.GROUP,
                "8.2.0",
                "Deletes one or multiple entries from the stream")
            .flags(Flag.WRITE, Flag.FAST)
            .oneKey(),
        call -> deleteEach(call, false));
    commands.add(
        CommandSpec.of(
                "xackdel",
                -6,
                Streams.GROUP,
                "8.2.0",
                "Acknowledges and deletes one or multiple messages for a stream consumer group")
            .flags(Flag.WRITE, Flag.FAST)
            .oneKey(),
        call -> deleteEach(call, true));
    commands.add(
        CommandSpec.of(
                "xsetid",
                -3,
                Streams.GROUP,
                "5.0.0",
                "An internal command for replicating stream values")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .oneKey(),
        DeleteCommands::setId);
  }

  private static void delete(Call call) {
    IdList ids = Streams.ids(call, 2, call.count());
    KeyEntry entry = Streams.forChange(call, call.arg(1));
    if (entry == null) {
      call.reply().integer(0);
      return;
    }
    StreamValue stream = StreamValue.of(entry);
    // One id may have been named twice.
    long before = stream.entries().length() + stream.delayed().length();
    IdList there = thoseIn(stream.entries(), ids);
    if (!there.isEmpty()) {
      call.change(entry, new StreamChange.Deleted(there.toArray()));
      call.notify(EventClass.STREAM, "xdel", entry.name());
    }
    IdList waiting = thoseIn(stream.delayed(), ids);
    if (!waiting.isEmpty()) {
      call.change(entry, new StreamChange.DelayedGone(waiting.toArray()));
    }
    call.reply().integer(before - stream.entries().length() - stream.delayed().length());
  }

  private static IdList thoseIn(EntryRow row, IdList ids) {
    IdList found = new IdList();
    for (int i = 0; i < ids.size() && row.length() > 0; i++) {
      StreamId id = ids.get(i);
      boolean isThere = EntryWalk.find(row, id.millis(), id.sequence()) != null;
      if (isThere) {
        found.add(id);
      }
    }
    return found;
  }

  private static void deleteEach(Call call, boolean acknowledges) {
    int place = acknowledges ? 3 : 2;
    References references = References.KEEP;
    IdList ids = null;
    while (place < call.count()) {
      References said = TrimOptions.readReferences(call, place);
      if (said != null) {
        references = said;
        place++;
      } else if (ids == null && call.is(place, "IDS")) {
        ids = IdBlock.read(call, place);
        place += ids.size() + 2;
      } else {
        throw new RefusedException(RefusedException.SYNTAX);
      }
    }
    if (ids == null) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    KeyEntry entry = Streams.forChange(call, call.arg(1));
    Group group = acknowledges && entry != null ? StreamValue.of(entry).group(call.arg(2)) : null;
    boolean isVain = entry == null || (acknowledges && group == null);
    int[] results = new int[ids.size()];
    for (int i = 0; i < results.length; i++) {
      results[i] =
          isVain || entry == null
              ? NOT_FOUND
              : new Deletion(call, entry, references).delete(group, ids.get(i));
    }
    call.reply().array(results.length);
    for (int result : results) {
      call.reply().integer(result);
    }
  }

  /** Deletes one entry after the other. */
  private record Deletion(Call call, KeyEntry entry, References references) {
    int delete(@Nullable Group group, StreamId id) {
      StreamValue stream = StreamValue.of(entry);
      long[] ids = {id.millis(), id.sequence()};
      if (group != null) {
        if (!group.isPending(id)) {
          return NOT_FOUND;
        }
        call.change(entry, new StreamChange.Settled(group.number, ids));
      }
      if (references == References.DELETE) {
        dropReferences(stream, id, ids);
      }
      if (EntryWalk.find(stream.entries(), id.millis(), id.sequence()) == null) {
        return group != null ? DELETED : NOT_FOUND;
      }
      if (references == References.ACKED && !Acknowledging.isAcknowledged(stream, id)) {
        return STILL_NEEDED;
      }
      call.change(entry, new StreamChange.Deleted(ids));
      call.notify(EventClass.STREAM, "xdel", entry.name());
      return DELETED;
    }

    private void dropReferences(StreamValue stream, StreamId id, long[] ids) {
      for (Group group : stream.groups()) {
        if (group.isPending(id)) {
          call.change(entry, new StreamChange.Settled(group.number, ids));
        }
      }
    }
  }

  private static void setId(Call call) {
    StreamId id = StreamId.parse(call.arg(2), 0);
    StreamId maxDeleted = null;
    long entriesAdded = -1;
    for (int place = 3; place < call.count(); place += 2) {
      boolean hasValue = place + 1 < call.count();
      if (hasValue && call.is(place, "ENTRIESADDED")) {
        entriesAdded =
            call.integer(place + 1, 0, Long.MAX_VALUE, "ERR entries_added must be positive");
      } else if (hasValue && call.is(place, "MAXDELETEDID")) {
        maxDeleted = StreamId.parse(call.arg(place + 1), 0);
        if (maxDeleted.isAfter(id)) {
          throw new RefusedException(
              "ERR The ID specified in XSETID is smaller than the provided max_deleted_entry_id");
        }
      } else {
        throw new RefusedException(RefusedException.SYNTAX);
      }
    }
    KeyEntry entry = Streams.forChange(call, call.arg(1));
    if (entry == null) {
      throw new RefusedException(RefusedException.NO_SUCH_KEY);
    }
    StreamValue stream = StreamValue.of(entry);
    StreamId deleted = maxDeleted == null ? stream.maxDeletedId() : maxDeleted;
    checkCounters(stream, id, deleted, entriesAdded);
    call.change(
        entry,
        new StreamChange.Counters(
            id, entriesAdded < 0 ? stream.entriesAdded() : entriesAdded, deleted));
    call.notify(EventClass.STREAM, "xsetid", entry.name());
    call.reply().ok();
  }

  private static void checkCounters(
      StreamValue stream, StreamId id, StreamId maxDeleted, long entriesAdded) {
    if (stream.lastEntryId().isAfter(id)) {
      throw new RefusedException(
          "ERR The ID specified in XSETID is smaller than the target stream top item");
    }
    if (maxDeleted.isAfter(id)) {
      throw new RefusedException(
          "ERR The ID specified in XSETID is smaller than current max_deleted_entry_id");
    }
    if (entriesAdded >= 0 && entriesAdded < stream.entries().length()) {
      throw new RefusedException(
          "ERR The entries_added specified in XSETID is smaller than the target stream length");
    }
  }

  private DeleteCommands() {}
}
