package io.haulm.engine.keyspace.list;

import static io.haulm.engine.keyspace.list.ListCommands.GROUP;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.RefusedException;
import java.util.Arrays;

/** Elements come and go at the ends of a list. */
final class ListPushCommands {
  private static final String NOT_POSITIVE = "ERR value is out of range, must be positive";

  static void register(CommandTable commands) {
    commands.add(
        pushSpec(
            "lpush", "1.0.0", "Adds elements to the left end of a list, which is made if need be"),
        call -> push(call, ListEnd.LEFT));
    commands.add(
        pushSpec(
            "rpush", "1.0.0", "Adds elements to the right end of a list, which is made if need be"),
        call -> push(call, ListEnd.RIGHT));
    commands.add(
        pushSpec("lpushx", "2.2.0", "Adds elements to the left end of a list if it exists"),
        call -> pushIfThere(call, ListEnd.LEFT));
    commands.add(
        pushSpec("rpushx", "2.2.0", "Adds elements to the right end of a list if it exists"),
        call -> pushIfThere(call, ListEnd.RIGHT));
    commands.add(
        popSpec("lpop", "Takes elements from the left end of a list"),
        call -> pop(call, ListEnd.LEFT));
    commands.add(
        popSpec("rpop", "Takes elements from the right end of a list"),
        call -> pop(call, ListEnd.RIGHT));
  }

  private static CommandSpec pushSpec(String name, String since, String summary) {
    return CommandSpec.of(name, -3, GROUP, since, summary)
        .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
        .oneKey();
  }

  private static CommandSpec popSpec(String name, String summary) {
    return CommandSpec.of(name, -2, GROUP, "1.0.0", summary).flags(Flag.WRITE, Flag.FAST).oneKey();
  }

  private static void push(Call call, ListEnd end) {
    byte[] key = call.arg(1);
    byte[][] elements = elements(call);
    KeyEntry list = ListEdits.push(call, key, call.find(key, KeyType.LIST), end, elements);
    call.keyspace().pushListener().pushed(call.databaseNumber(), key, elements);
    call.reply().integer(ListValue.of(list).size());
  }

  private static void pushIfThere(Call call, ListEnd end) {
    byte[] key = call.arg(1);
    KeyEntry list = call.find(key, KeyType.LIST);
    if (list == null) {
      call.reply().integer(0);
      return;
    }
    var _ = ListEdits.push(call, key, list, end, elements(call));
    call.reply().integer(ListValue.of(list).size());
  }

  private static byte[][] elements(Call call) {
    return Arrays.copyOfRange(call.argv(), 2, call.count());
  }

  private static void pop(Call call, ListEnd end) {
    if (call.count() > 3) {
      throw new RefusedException(CommandTable.wrongArity(call.spec()));
    }
    if (call.count() == 3) {
      popSome(call, end);
      return;
    }
    KeyEntry list = call.find(call.arg(1), KeyType.LIST);
    if (list == null) {
      call.reply().nil();
    } else {
      call.reply().bulk(ListEdits.pop(call, list, end));
    }
  }

  private static void popSome(Call call, ListEnd end) {
    long max = call.integerOrRefuse(2, 0, Long.MAX_VALUE, NOT_POSITIVE);
    KeyEntry list = call.find(call.arg(1), KeyType.LIST);
    if (list == null) {
      call.reply().nilArray();
    } else {
      ListCommands.tell(call, ListEdits.pop(call, list, end, max));
    }
  }

  private ListPushCommands() {}
}
