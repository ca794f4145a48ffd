package io.haulm.engine.keyspace.list;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandTable;

/** All commands on lists. */
public final class ListCommands {
  static final String GROUP = "list";

  /** Adds the commands. */
  public static void register(CommandTable commands) {
    ListPushCommands.register(commands);
    ListReadCommands.register(commands);
    ListEditCommands.register(commands);
    ListMoveCommands.register(commands);
    ListWaitCommands.register(commands);
  }

  /** Answers with elements. */
  static void tell(Call call, byte[][] elements) {
    call.reply().array(elements.length);
    for (byte[] element : elements) {
      call.reply().bulk(element);
    }
  }

  private ListCommands() {}
}
