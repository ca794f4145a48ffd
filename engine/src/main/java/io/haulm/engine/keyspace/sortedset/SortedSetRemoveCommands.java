package io.haulm.engine.keyspace.sortedset;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Commands that remove members. */
final class SortedSetRemoveCommands {
  static void register(CommandTable commands) {
    commands.add(
        SortedSetCommands.spec("zrem", -3, "1.2.0", "Removes members from a sorted set")
            .flags(Flag.WRITE, Flag.FAST)
            .oneKey(),
        SortedSetRemoveCommands::remove);
    range(
        commands,
        "zremrangebyrank",
        "2.0.0",
        "Removes a range of places",
        SortedSetRemoveCommands::byPlace);
    range(
        commands,
        "zremrangebyscore",
        "1.2.0",
        "Removes a range of scores",
        call -> Bounds.ofScores(call.arg(2), call.arg(3))::in);
    range(
        commands,
        "zremrangebylex",
        "2.8.9",
        "Removes the members between two",
        call -> Bounds.ofMembers(call.arg(2), call.arg(3))::in);
  }

  private static Function<SortedSetValue, Places> byPlace(Call call) {
    long start = call.integer(2);
    long stop = call.integer(3);
    return value -> Bounds.ofPlaces(start, stop, value.size(), false);
  }

  private static void range(
      CommandTable commands,
      String name,
      String since,
      String summary,
      Function<Call, Function<SortedSetValue, Places>> bounds) {
    commands.add(
        SortedSetCommands.spec(name, 4, since, summary).flags(Flag.WRITE).oneKey(),
        call -> {
          Function<SortedSetValue, Places> places = bounds.apply(call);
          KeyEntry entry = call.peek(call.arg(1), KeyType.SORTED_SET);
          List<ScoredMember> members = List.of();
          if (entry != null) {
            SortedSetValue value = SortedSetValue.of(entry);
            members = value.list(places.apply(value), false);
          }
          if (entry != null && !members.isEmpty()) {
            SortedSetCommands.remove(call, entry, members, name);
          }
          call.reply().integer(members.size());
        });
  }

  private static void remove(Call call) {
    KeyEntry entry = call.peek(call.arg(1), KeyType.SORTED_SET);
    if (entry == null) {
      call.reply().integer(0);
      return;
    }
    SortedSetValue value = SortedSetValue.of(entry);
    List<byte[]> known = new ArrayList<>(call.count() - 2);
    for (int i = 2; i < call.count(); i++) {
      if (!Double.isNaN(value.score(call.arg(i)))) {
        known.add(call.arg(i));
      }
    }
    int sizeBefore = value.size();
    if (!known.isEmpty()) {
      call.change(entry, new SortedSetChange.Removed(known.toArray(byte[][]::new)));
      call.notify(EventClass.SORTED_SET, "zrem", entry.name());
      call.deleteIfEmpty(entry);
    }
    call.reply().integer(sizeBefore - value.size());
  }

  private SortedSetRemoveCommands() {}
}
