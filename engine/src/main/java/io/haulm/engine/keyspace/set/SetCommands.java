package io.haulm.engine.keyspace.set;

import io.haulm.engine.keyspace.CommandTable;

/** All commands on sets. */
public final class SetCommands {
  /** Adds the commands. */
  public static void register(CommandTable commands) {
    SetMemberCommands.register(commands);
    SetRandomCommands.register(commands);
    SetAlgebraCommands.register(commands);
  }

  private SetCommands() {}
}
