package io.haulm.engine.keyspace.list;

import static io.haulm.engine.keyspace.list.ListCommands.GROUP;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.ReplySink;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes elements from the first of several lists that has some, or waits until one has. */
final class ListWaitCommands {
  static void register(CommandTable commands) {
    commands.add(
        waitSpec("blpop", "Takes the first element of one of several lists, waiting for one"),
        call -> popOrWait(call, ListEnd.LEFT));
    commands.add(
        waitSpec("brpop", "Takes the last element of one of several lists, waiting for one"),
        call -> popOrWait(call, ListEnd.RIGHT));
    commands.add(
        CommandSpec.of("lmpop", -4, GROUP, "7.0.0", "Takes elements from one of several lists")
            .flags(Flag.WRITE, Flag.MOVABLEKEYS)
            .countedKeys(1),
        ListWaitCommands::popSome);
    commands.add(
        CommandSpec.of(
                "blmpop", -5, GROUP, "7.0.0", "Takes elements from one of several lists, waiting")
            .flags(Flag.WRITE, Flag.BLOCKING, Flag.MOVABLEKEYS)
            .countedKeys(2),
        ListWaitCommands::popSomeOrWait);
  }

  private static CommandSpec waitSpec(String name, String summary) {
    return CommandSpec.of(name, -3, GROUP, "2.0.0", summary)
        .flags(Flag.WRITE, Flag.BLOCKING)
        .keys(1, -2, 1);
  }

  private static void popOrWait(Call call, ListEnd end) {
    int last = call.count() - 1;
    long deadlineMillis = call.deadlineOfSeconds(last);
    List<byte[]> keys = Arrays.asList(call.argv()).subList(1, last);
    KeyEntry entry = firstOf(call, keys);
    if (entry == null) {
      call.block(keys, KeyType.LIST, deadlineMillis, ReplySink::nilArray);
      return;
    }
    byte[] element = ListEdits.pop(call, entry, end);
    call.reply().array(2);
    call.reply().bulk(entry.name());
    call.reply().bulk(element);
  }

  private static void popSome(Call call) {
    Wanted wanted = Wanted.of(call, 1);
    KeyEntry entry = firstOf(call, wanted.keys);
    if (entry == null) {
      call.reply().nilArray();
    } else {
      pop(call, entry, wanted);
    }
  }

  private static void popSomeOrWait(Call call) {
    long deadlineMillis = call.deadlineOfSeconds(1);
    Wanted wanted = Wanted.of(call, 2);
    KeyEntry entry = firstOf(call, wanted.keys);
    if (entry == null) {
      call.block(wanted.keys, KeyType.LIST, deadlineMillis, ReplySink::nilArray);
    } else {
      pop(call, entry, wanted);
    }
  }

  private static void pop(Call call, KeyEntry entry, Wanted wanted) {
    byte[][] elements = ListEdits.pop(call, entry, wanted.end, wanted.max);
    call.reply().array(2);
    call.reply().bulk(entry.name());
    ListCommands.tell(call, elements);
  }

  // The first key that exists; if that is no list, the command is refused.
  private static @Nullable KeyEntry firstOf(Call call, List<byte[]> keys) {
    for (byte[] key : keys) {
      KeyEntry entry = call.find(key, KeyType.LIST);
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  /** The words of LMPOP from the number of keys on. */
  private record Wanted(List<byte[]> keys, ListEnd end, long max) {
    static Wanted of(Call call, int countPlace) {
      long keys =
          call.integerOrRefuse(
              countPlace, 1, Long.MAX_VALUE, "ERR numkeys should be greater than 0");
      long endPlace = countPlace + 1 + keys;
      if (keys > call.count() || endPlace >= call.count()) {
        throw new RefusedException(RefusedException.SYNTAX);
      }
      ListEnd end = ListEnd.of(call, (int) endPlace);
      long max = max(call, (int) endPlace + 1);
      List<byte[]> names = Arrays.asList(call.argv()).subList(countPlace + 1, (int) endPlace);
      return new Wanted(names, end, max);
    }

    private static long max(Call call, int place) {
      if (place == call.count()) {
        return 1;
      }
      if (place + 2 != call.count() || !call.is(place, "COUNT")) {
        throw new RefusedException(RefusedException.SYNTAX);
      }
      return call.integerOrRefuse(
          place + 1, 1, Long.MAX_VALUE, "ERR count should be greater than 0");
    }
  }

  private ListWaitCommands() {}
}
