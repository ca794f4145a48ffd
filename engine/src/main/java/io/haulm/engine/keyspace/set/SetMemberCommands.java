package io.haulm.engine.keyspace.set;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.MemberScan;
import io.haulm.engine.keyspace.ReplySink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands on single members of one set, or on all of them. */
final class SetMemberCommands {
  static void register(CommandTable commands) {
    commands.add(
        spec("sadd", -3, "1.0.0", "Adds members to a set")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .oneKey(),
        SetMemberCommands::add);
    commands.add(
        spec("srem", -3, "1.0.0", "Removes members from a set")
            .flags(Flag.WRITE, Flag.FAST)
            .oneKey(),
        SetMemberCommands::remove);
    commands.add(
        spec("smove", 4, "1.0.0", "Moves a member from one set to another")
            .flags(Flag.WRITE, Flag.FAST)
            .keys(1, 2, 1),
        SetMemberCommands::move);
    commands.add(
        spec("sismember", 3, "1.0.0", "Tells whether a member belongs to a set")
            .flags(Flag.READONLY, Flag.FAST)
            .oneKey(),
        SetMemberCommands::isMember);
    commands.add(
        spec("smismember", -3, "6.2.0", "Tells which of several members belong to a set")
            .flags(Flag.READONLY, Flag.FAST)
            .oneKey(),
        SetMemberCommands::areMembers);
    commands.add(
        spec("scard", 2, "1.0.0", "Returns the number of members of a set")
            .flags(Flag.READONLY, Flag.FAST)
            .oneKey(),
        SetMemberCommands::count);
    commands.add(
        spec("smembers", 2, "1.0.0", "Returns all members of a set").flags(Flag.READONLY).oneKey(),
        SetMemberCommands::members);
    commands.add(
        spec("sscan", -3, "2.8.0", "Walks over the members of a set").flags(Flag.READONLY).oneKey(),
        SetMemberCommands::scan);
  }

  static CommandSpec spec(String name, int arity, String since, String summary) {
    return CommandSpec.of(name, arity, "set", since, summary);
  }

  private static void add(Call call) {
    KeyEntry entry = call.peek(call.arg(1), KeyType.SET);
    List<byte[]> unknown = membersOfCall(call, entry == null ? null : SetValue.of(entry), false);
    int sizeBefore = entry == null ? 0 : SetValue.of(entry).size();
    int sizeAfter = sizeBefore;
    if (!unknown.isEmpty()) {
      KeyEntry changed = addTo(call, entry, call.arg(1), unknown);
      sizeAfter = SetValue.of(changed).size();
      call.notify(EventClass.SET, "sadd", call.arg(1));
    }
    call.reply().integer(sizeAfter - sizeBefore);
  }

  private static KeyEntry addTo(
      Call call, @Nullable KeyEntry entry, byte[] name, List<byte[]> members) {
    SetChange change = new SetChange.Added(members.toArray(byte[][]::new));
    if (entry == null) {
      return call.create(name, new SetValue(call.chance().next()), change);
    }
    call.change(entry, change);
    return entry;
  }

  // The members among the words that are, or are not yet, in the set; one may come twice.
  private static List<byte[]> membersOfCall(Call call, @Nullable SetValue set, boolean areIn) {
    List<byte[]> members = new ArrayList<>(call.count() - 2);
    for (int i = 2; i < call.count(); i++) {
      if ((set != null && set.contains(call.arg(i))) == areIn) {
        members.add(call.arg(i));
      }
    }
    return members;
  }

  private static void remove(Call call) {
    KeyEntry entry = call.peek(call.arg(1), KeyType.SET);
    if (entry == null) {
      call.reply().integer(0);
      return;
    }
    SetValue set = SetValue.of(entry);
    int sizeBefore = set.size();
    List<byte[]> known = membersOfCall(call, set, true);
    if (!known.isEmpty()) {
      call.change(entry, new SetChange.Removed(known.toArray(byte[][]::new)));
      call.notify(EventClass.SET, "srem", entry.name());
      call.deleteIfEmpty(entry);
    }
    call.reply().integer(sizeBefore - set.size());
  }

  private static void move(Call call) {
    KeyEntry from = call.peek(call.arg(1));
    if (from == null) {
      call.reply().integer(0);
      return;
    }
    from = call.peek(call.arg(1), KeyType.SET);
    KeyEntry to = call.peek(call.arg(2), KeyType.SET);
    byte[] member = call.arg(3);
    if (from == null || !SetValue.of(from).contains(member)) {
      call.reply().integer(0);
      return;
    }
    if (from != to) {
      call.change(from, new SetChange.Removed(new byte[][] {member}));
      call.notify(EventClass.SET, "srem", from.name());
      call.deleteIfEmpty(from);
      if (to == null || !SetValue.of(to).contains(member)) {
        addTo(call, to, call.arg(2), List.of(member));
        call.notify(EventClass.SET, "sadd", call.arg(2));
      }
    }
    call.reply().integer(1);
  }

  private static void isMember(Call call) {
    SetValue set = find(call, call.arg(1));
    call.reply().integer(set != null && set.contains(call.arg(2)) ? 1 : 0);
  }

  private static void areMembers(Call call) {
    SetValue set = find(call, call.arg(1));
    call.reply().array(call.count() - 2);
    for (int i = 2; i < call.count(); i++) {
      call.reply().integer(set != null && set.contains(call.arg(i)) ? 1 : 0);
    }
  }

  private static void count(Call call) {
    SetValue set = find(call, call.arg(1));
    call.reply().integer(set == null ? 0 : set.size());
  }

  private static void members(Call call) {
    SetValue set = find(call, call.arg(1));
    ReplySink reply = call.reply();
    reply.set(set == null ? 0 : set.size());
    if (set != null) {
      set.forEach(reply::bulk);
    }
  }

  private static void scan(Call call) {
    MemberScan.<SetValue>run(
        call,
        false,
        name -> find(call, name),
        (set, cursor, scan) -> set.scan(cursor, member -> scan.offer(member, member)));
  }

  /** The set of this name; null when there is none. */
  static @Nullable SetValue find(Call call, byte[] name) {
    KeyEntry entry = call.find(name, KeyType.SET);
    return entry == null ? null : SetValue.of(entry);
  }

  private SetMemberCommands() {}
}
