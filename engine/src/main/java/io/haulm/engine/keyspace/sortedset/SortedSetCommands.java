package io.haulm.engine.keyspace.sortedset;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All commands on sorted sets, and what they have in common. */
public final class SortedSetCommands {
  /** Adds the commands. */
  public static void register(CommandTable commands) {
    SortedSetAddCommands.register(commands);
    SortedSetLookupCommands.register(commands);
    SortedSetRangeCommands.register(commands);
    SortedSetRemoveCommands.register(commands);
    SortedSetPopCommands.register(commands);
    SortedSetAlgebraCommands.register(commands);
  }

  static CommandSpec spec(String name, int arity, String since, String summary) {
    return CommandSpec.of(name, arity, "sorted-set", since, summary);
  }

  /** The sorted set of this name; null when there is none. */
  static @Nullable SortedSetValue find(Call call, byte[] name) {
    KeyEntry entry = call.find(name, KeyType.SORTED_SET);
    return entry == null ? null : SortedSetValue.of(entry);
  }

  /** Removes these members, and the key with the last one. */
  static void remove(Call call, KeyEntry entry, List<ScoredMember> members, String event) {
    boolean isAll = members.size() == SortedSetValue.of(entry).size();
    if (isAll) {
      call.delete(entry);
    } else {
      call.change(entry, SortedSetChange.Removed.of(members));
    }
    call.notify(EventClass.SORTED_SET, event, entry.name());
    if (isAll) {
      call.notify(EventClass.GENERIC, "del", entry.name());
    }
  }

  /** Puts a result under a name; an empty one leaves nothing there. */
  static void store(Call call, byte[] destination, SortedSetValue result, String event) {
    if (!result.isEmpty()) {
      var _ = call.put(destination, result, KeyEntry.NEVER);
      call.notify(EventClass.SORTED_SET, event, destination);
      return;
    }
    KeyEntry old = call.peek(destination);
    if (old != null) {
      call.delete(old);
      call.notify(EventClass.GENERIC, "del", destination);
    }
  }

  private SortedSetCommands() {}
}
