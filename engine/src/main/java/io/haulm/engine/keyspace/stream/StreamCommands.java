package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.CommandTable;

/** All commands on streams. */
public final class StreamCommands {
  /** Adds the commands. */
  public static void register(CommandTable commands) {
    AddCommands.register(commands);
    RangeCommands.register(commands);
    DeleteCommands.register(commands);
    ReadCommands.register(commands);
    GroupReadCommands.register(commands);
    GroupCommands.register(commands);
    PendingCommands.register(commands);
    NackCommand.register(commands);
    ClaimCommands.register(commands);
    InfoCommands.register(commands);
    ConfigCommands.register(commands);
  }

  private StreamCommands() {}
}
