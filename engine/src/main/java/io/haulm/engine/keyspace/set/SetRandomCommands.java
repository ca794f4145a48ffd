package io.haulm.engine.keyspace.set;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.RandomCount;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.ReplySink;
import java.util.List;
import java.util.OptionalLong;

/** Commands on members that chance chooses. */
final class SetRandomCommands {
  private static final int COUNT_PLACE = 2;

  static void register(CommandTable commands) {
    commands.add(
        SetMemberCommands.spec("spop", -2, "1.0.0", "Removes and returns random members of a set")
            .flags(Flag.WRITE, Flag.FAST)
            .oneKey(),
        SetRandomCommands::pop);
    commands.add(
        SetMemberCommands.spec("srandmember", -2, "1.0.0", "Returns random members of a set")
            .flags(Flag.READONLY)
            .oneKey(),
        SetRandomCommands::choose);
  }

  private static void pop(Call call) {
    checkWords(call);
    if (call.count() > COUNT_PLACE) {
      popSeveral(call);
      return;
    }
    KeyEntry entry = call.peek(call.arg(1), KeyType.SET);
    if (entry == null) {
      call.reply().nil();
      return;
    }
    byte[] member = SetValue.of(entry).random(call.chance());
    take(call, entry, List.of(member));
    call.reply().bulk(member);
  }

  private static void popSeveral(Call call) {
    OptionalLong count = Numbers.tryParseLong(call.arg(COUNT_PLACE));
    if (count.isEmpty() || count.getAsLong() < 0) {
      throw new RefusedException("ERR value is out of range, must be positive");
    }
    KeyEntry entry = call.peek(call.arg(1), KeyType.SET);
    List<byte[]> members = List.of();
    if (entry != null && count.getAsLong() > 0) {
      SetValue set = SetValue.of(entry);
      members = set.sample((int) Math.min(set.size(), count.getAsLong()), call.chance());
      take(call, entry, members);
    }
    call.reply().set(members.size());
    members.forEach(call.reply()::bulk);
  }

  private static void take(Call call, KeyEntry entry, List<byte[]> members) {
    boolean isAll = members.size() == SetValue.of(entry).size();
    if (isAll) {
      call.delete(entry);
    } else {
      call.change(entry, new SetChange.Removed(members.toArray(byte[][]::new)));
    }
    call.notify(EventClass.SET, "spop", entry.name());
    if (isAll) {
      call.notify(EventClass.GENERIC, "del", entry.name());
    }
  }

  private static void choose(Call call) {
    checkWords(call);
    if (call.count() > COUNT_PLACE) {
      chooseSeveral(call);
      return;
    }
    SetValue set = SetMemberCommands.find(call, call.arg(1));
    if (set == null) {
      call.reply().nil();
    } else {
      call.reply().bulk(set.random(call.chance()));
    }
  }

  private static void chooseSeveral(Call call) {
    int count = RandomCount.read(call, COUNT_PLACE, Long.MAX_VALUE);
    SetValue set = SetMemberCommands.find(call, call.arg(1));
    ReplySink reply = call.reply();
    if (set == null || count == 0) {
      reply.array(0);
    } else if (count > 0) {
      List<byte[]> members = set.sample(Math.min(set.size(), count), call.chance());
      reply.array(members.size());
      members.forEach(reply::bulk);
    } else {
      reply.array(-count);
      for (int i = 0; i < -count; i++) {
        reply.bulk(set.random(call.chance()));
      }
    }
  }

  private static void checkWords(Call call) {
    if (call.count() > COUNT_PLACE + 1) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
  }

  private SetRandomCommands() {}
}
