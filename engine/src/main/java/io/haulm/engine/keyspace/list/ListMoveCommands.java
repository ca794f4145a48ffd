package io.haulm.engine.keyspace.list;

import static io.haulm.engine.keyspace.list.ListCommands.GROUP;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.ReplySink;
import java.util.List;

/** Elements move from one list to another, at once or as soon as there is one. */
final class ListMoveCommands {
  static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of("lmove", 5, GROUP, "6.2.0", "Moves an element from one list to another")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .keys(1, 2, 1),
        call -> moveNow(call, ListEnd.of(call, 3), ListEnd.of(call, 4)));
    commands.add(
        CommandSpec.of(
                "rpoplpush",
                3,
                GROUP,
                "1.2.0",
                "Moves the last element of a list to another's front")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .keys(1, 2, 1),
        call -> moveNow(call, ListEnd.RIGHT, ListEnd.LEFT));
    commands.add(
        CommandSpec.of(
                "blmove", 6, GROUP, "6.2.0", "Moves an element between lists, waiting for one")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.BLOCKING)
            .keys(1, 2, 1),
        call -> {
          ListEnd from = ListEnd.of(call, 3);
          ListEnd to = ListEnd.of(call, 4);
          moveOrWait(call, from, to, call.deadlineOfSeconds(5));
        });
    commands.add(
        CommandSpec.of(
                "brpoplpush",
                4,
                GROUP,
                "2.2.0",
                "Moves the last element of a list to another's front, waiting for one")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.BLOCKING)
            .keys(1, 2, 1),
        call -> moveOrWait(call, ListEnd.RIGHT, ListEnd.LEFT, call.deadlineOfSeconds(3)));
  }

  private static void moveNow(Call call, ListEnd from, ListEnd to) {
    KeyEntry source = call.find(call.arg(1), KeyType.LIST);
    if (source == null) {
      call.reply().nil();
    } else {
      move(call, source, from, to);
    }
  }

  private static void moveOrWait(Call call, ListEnd from, ListEnd to, long deadlineMillis) {
    KeyEntry source = call.find(call.arg(1), KeyType.LIST);
    if (source != null) {
      move(call, source, from, to);
    } else if (call.mayBlock()) {
      call.block(List.of(call.arg(1)), KeyType.LIST, deadlineMillis, ReplySink::nilArray);
    } else {
      // A wait that was cut short answers with no array, one that never began with no element.
      call.reply().nil();
    }
  }

  // The element comes before it goes: if there is no room for it, it has stayed where it was.
  private static void move(Call call, KeyEntry source, ListEnd from, ListEnd to) {
    byte[] key = call.arg(2);
    KeyEntry target = call.find(key, KeyType.LIST);
    byte[] element = ListEdits.peek(ListValue.of(source), from);
    var _ = ListEdits.push(call, key, target, to, new byte[][] {element});
    var _ = ListEdits.pop(call, source, from);
    call.reply().bulk(element);
  }

  private ListMoveCommands() {}
}
