package io.haulm.engine.keyspace.sortedset;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.ReplySink;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Commands that take the first or last members out, some of which wait for them. */
final class SortedSetPopCommands {
  static void register(CommandTable commands) {
    pops(commands, "zpopmin", "Removes and returns the members with the lowest scores", false);
    pops(commands, "zpopmax", "Removes and returns the members with the highest scores", true);
    commands.add(
        SortedSetCommands.spec("zmpop", -4, "7.0.0", "Pops from the first key that has members")
            .flags(Flag.WRITE, Flag.MOVABLEKEYS)
            .countedKeys(1),
        call -> {
          if (!popFirst(call, PopRequest.read(call, 1))) {
            call.reply().nilArray();
          }
        });
    commands.add(
        SortedSetCommands.spec("bzmpop", -5, "7.0.0", "Pops, or waits until there is a member")
            .flags(Flag.WRITE, Flag.BLOCKING, Flag.MOVABLEKEYS)
            .countedKeys(2),
        SortedSetPopCommands::popSeveralBlocking);
  }

  private static void pops(CommandTable commands, String name, String summary, boolean isHighest) {
    commands.add(
        SortedSetCommands.spec(name, -2, "5.0.0", summary).flags(Flag.WRITE, Flag.FAST).oneKey(),
        call -> pop(call, isHighest));
    commands.add(
        SortedSetCommands.spec("b" + name, -3, "5.0.0", summary + ", or waits until there is one")
            .flags(Flag.WRITE, Flag.FAST, Flag.BLOCKING)
            .keys(1, -2, 1),
        call -> popBlocking(call, isHighest));
  }

  private static void pop(Call call, boolean isHighest) {
    boolean hasCount = call.count() > 2;
    if (call.count() > 3) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    long count = 1;
    if (hasCount) {
      OptionalLong given = Numbers.tryParseLong(call.arg(2));
      if (given.isEmpty() || given.getAsLong() < 0) {
        throw new RefusedException("ERR value is out of range, must be positive");
      }
      count = given.getAsLong();
    }
    KeyEntry entry = call.peek(call.arg(1), KeyType.SORTED_SET);
    List<ScoredMember> taken = entry == null ? List.of() : take(call, entry, isHighest, count);
    ReplySink reply = call.reply();
    if (hasCount || taken.isEmpty()) {
      ScoreReply.members(reply, taken, true);
    } else {
      // Without a count it is no list of pairs, but the one pair itself.
      reply.array(2);
      ScoreReply.tell(reply, taken.getFirst());
    }
  }

  private static List<ScoredMember> take(Call call, KeyEntry entry, boolean isHighest, long count) {
    SortedSetValue value = SortedSetValue.of(entry);
    Places all = new Places(0, value.size());
    List<ScoredMember> taken = value.list(all.limited(0, count, isHighest), isHighest);
    if (!taken.isEmpty()) {
      SortedSetCommands.remove(call, entry, taken, isHighest ? "zpopmax" : "zpopmin");
    }
    return taken;
  }

  private static void popBlocking(Call call, boolean isHighest) {
    int timeoutPlace = call.count() - 1;
    long deadlineMillis = call.deadlineOfSeconds(timeoutPlace);
    List<byte[]> keys = Arrays.asList(call.argv()).subList(1, timeoutPlace);
    KeyEntry entry = firstOf(call, keys);
    if (entry == null) {
      call.block(keys, KeyType.SORTED_SET, deadlineMillis, ReplySink::nilArray);
      return;
    }
    ScoredMember taken = take(call, entry, isHighest, 1).getFirst();
    call.reply().array(3);
    call.reply().bulk(entry.name());
    ScoreReply.tell(call.reply(), taken);
  }

  private static void popSeveralBlocking(Call call) {
    long deadlineMillis = call.deadlineOfSeconds(1);
    PopRequest request = PopRequest.read(call, 2);
    if (!popFirst(call, request)) {
      call.block(request.keys(), KeyType.SORTED_SET, deadlineMillis, ReplySink::nilArray);
    }
  }

  private static boolean popFirst(Call call, PopRequest request) {
    KeyEntry entry = firstOf(call, request.keys());
    if (entry == null) {
      return false;
    }
    List<ScoredMember> taken = take(call, entry, request.isHighest(), request.count());
    call.reply().array(2);
    call.reply().bulk(entry.name());
    ScoreReply.pairs(call.reply(), taken);
    return true;
  }

  /** The first of these keys that exists. */
  private static @Nullable KeyEntry firstOf(Call call, List<byte[]> keys) {
    for (byte[] key : keys) {
      KeyEntry entry = call.peek(key, KeyType.SORTED_SET);
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  private SortedSetPopCommands() {}
}
