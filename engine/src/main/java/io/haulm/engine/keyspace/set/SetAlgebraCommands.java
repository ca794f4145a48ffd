package io.haulm.engine.keyspace.set;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.Handler;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.RefusedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** Commands that make one set out of several. */
final class SetAlgebraCommands {
  /** Makes one set out of several; the places of those that do not exist hold empty ones. */
  @FunctionalInterface
  private interface Operation {
    List<byte[]> combine(Call call, List<SetValue> sources);
  }

  static void register(CommandTable commands) {
    register(
        commands,
        "sinter",
        "Returns the members that all of several sets have",
        SetAlgebraCommands::intersection);
    register(
        commands,
        "sunion",
        "Returns the members that any of several sets has",
        SetAlgebraCommands::union);
    register(
        commands,
        "sdiff",
        "Returns the members that only the first of several sets has",
        SetAlgebraCommands::difference);
    commands.add(
        SetMemberCommands.spec(
                "sintercard", -3, "7.0.0", "Counts the members that all of several sets have")
            .flags(Flag.READONLY, Flag.MOVABLEKEYS)
            .countedKeys(1),
        SetAlgebraCommands::intersectionSize);
  }

  private static void register(
      CommandTable commands, String name, String summary, Operation operation) {
    commands.add(
        SetMemberCommands.spec(name, -2, "1.0.0", summary).flags(Flag.READONLY).keys(1, -1, 1),
        telling(operation));
    commands.add(
        SetMemberCommands.spec(
                name + "store", -3, "1.0.0", summary.replace("Returns", "Stores") + " in a key")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .keys(1, -1, 1),
        storing(name + "store", operation));
  }

  private static Handler telling(Operation operation) {
    return call -> {
      List<byte[]> members = operation.combine(call, sources(call, 1, call.count()));
      call.reply().set(members.size());
      members.forEach(call.reply()::bulk);
    };
  }

  private static Handler storing(String event, Operation operation) {
    return call -> {
      List<byte[]> members = operation.combine(call, sources(call, 2, call.count()));
      byte[] destination = call.arg(1);
      if (members.isEmpty()) {
        deleteDestination(call, destination);
      } else {
        var _ = call.put(destination, SetValue.of(call.chance().next(), members), KeyEntry.NEVER);
        call.notify(EventClass.SET, event, destination);
      }
      call.reply().integer(members.size());
    };
  }

  private static void deleteDestination(Call call, byte[] destination) {
    KeyEntry old = call.peek(destination);
    if (old != null) {
      call.delete(old);
      call.notify(EventClass.GENERIC, "del", destination);
    }
  }

  private static List<SetValue> sources(Call call, int first, int end) {
    SetValue empty = new SetValue(0);
    List<SetValue> sources = new ArrayList<>(end - first);
    for (int i = first; i < end; i++) {
      SetValue set = SetMemberCommands.find(call, call.arg(i));
      sources.add(set == null ? empty : set);
    }
    return sources;
  }

  private static List<byte[]> intersection(Call call, List<SetValue> sources) {
    return intersection(sources, Integer.MAX_VALUE);
  }

  private static List<byte[]> intersection(List<SetValue> sources, int max) {
    List<SetValue> bySize = new ArrayList<>(sources);
    bySize.sort(Comparator.comparingInt(SetValue::size));
    List<SetValue> others = bySize.subList(1, bySize.size());
    List<byte[]> common = new ArrayList<>();
    bySize
        .getFirst()
        .forEach(member -> {
          if (common.size() < max && others.stream().allMatch(set -> set.contains(member))) {
            common.add(member);
          }
        });
    return common;
  }

  private static List<byte[]> union(Call call, List<SetValue> sources) {
    HashedMembers known = new HashedMembers(call.chance().next());
    List<byte[]> all = new ArrayList<>();
    for (SetValue source : sources) {
      source.forEach(member -> {
        if (!known.contains(member)) {
          known.add(member);
          all.add(member);
        }
      });
    }
    return all;
  }

  private static List<byte[]> difference(Call call, List<SetValue> sources) {
    List<SetValue> others = sources.subList(1, sources.size());
    List<byte[]> rest = new ArrayList<>();
    sources
        .getFirst()
        .forEach(member -> {
          if (others.stream().noneMatch(set -> set.contains(member))) {
            rest.add(member);
          }
        });
    return rest;
  }

  private static void intersectionSize(Call call) {
    OptionalLong keys = Numbers.tryParseLong(call.arg(1));
    if (keys.isEmpty() || keys.getAsLong() < 1) {
      throw new RefusedException("ERR numkeys should be greater than 0");
    }
    if (keys.getAsLong() > call.count() - 2) {
      throw new RefusedException("ERR Number of keys can't be greater than number of args");
    }
    int end = 2 + (int) keys.getAsLong();
    int limit = limit(call, end);
    call.reply().integer(intersection(sources(call, 2, end), limit).size());
  }

  /**
   * What the words {@code [LIMIT count]} say.
   *
   * @return at least 1; {@link Integer#MAX_VALUE} without a limit
   */
  static int limit(Call call, int place) {
    int limit = Integer.MAX_VALUE;
    for (int i = place; i < call.count(); i += 2) {
      if (!call.is(i, "LIMIT") || i + 1 == call.count()) {
        throw new RefusedException(RefusedException.SYNTAX);
      }
      long value = Numbers.tryParseLong(call.arg(i + 1)).orElse(-1);
      if (value < 0) {
        throw new RefusedException("ERR LIMIT can't be negative");
      }
      limit = value == 0 ? Integer.MAX_VALUE : (int) Math.min(Integer.MAX_VALUE, value);
    }
    return limit;
  }

  private SetAlgebraCommands() {}
}
