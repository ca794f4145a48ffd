package io.haulm.server.redis.script;

import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable.Found;
import io.haulm.engine.keyspace.Keyspace;
import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.server.redis.script.lua.Args;
import io.haulm.server.redis.script.lua.LuaError;
import io.haulm.server.redis.script.lua.LuaString;
import io.haulm.server.redis.script.lua.LuaTable;
import io.haulm.server.redis.script.lua.Machine;
import java.nio.charset.StandardCharsets;

/** Runs commands for scripts: {@code redis.call} and {@code redis.pcall}. */
final class CommandCalls {
  private final Keyspace keyspace;
  private final ScriptRunner runner;

  CommandCalls(Keyspace keyspace, ScriptRunner runner) {
    this.keyspace = keyspace;
    this.runner = runner;
  }

  /**
   * Runs a command.
   *
   * @param raises true when its error is raised, false when it is returned as a table
   */
  Object call(Machine machine, Args args, boolean raises) {
    machine.tick();
    Object reply = machine.runOutside(() -> new Object[] {run(machine, args)})[0];
    if (raises && reply instanceof LuaTable table && isError(table)) {
      throw new LuaError(table, 0);
    }
    return reply;
  }

  private static boolean isError(LuaTable table) {
    return table.get("err") instanceof LuaString;
  }

  /** An error as a script gets to see it. */
  static LuaTable errorTable(Machine machine, String message) {
    LuaTable table = machine.table();
    table.put("err", machine.string(message));
    table.put("ignore_error_stats_update", true);
    return table;
  }

  /** What is thrown when a function of the library is misused. */
  static LuaError failure(Machine machine, String message) {
    return new LuaError(errorTable(machine, message), 0);
  }

  private Object run(Machine machine, Args args) {
    ScriptRunner.Run run = runner.current();
    byte[][] argv;
    Found command;
    try {
      argv = words(args);
      command = find(argv);
      check(run, command.spec(), argv);
    } catch (RefusedException e) {
      return errorTable(machine, e.reply());
    }
    LuaSink sink = new LuaSink(machine, run.resp);
    run.isInCommand = true;
    machine.runWhole(() -> keyspace.runWithin(run.call, command, argv, sink));
    run.isInCommand = false;
    return sink.take();
  }

  private static byte[][] words(Args args) {
    if (args.count() == 0) {
      throw new RefusedException(
          "ERR Please specify at least one argument for this redis lib call");
    }
    byte[][] argv = new byte[args.count()][];
    for (int i = 0; i < argv.length; i++) {
      argv[i] =
          switch (args.get(i)) {
            case LuaString text -> text.bytes();
            case Double number -> Numbers.format(number).getBytes(StandardCharsets.US_ASCII);
            default ->
                throw new RefusedException(
                    "ERR Lua redis lib command arguments must be strings or integers");
          };
    }
    return argv;
  }

  private Found find(byte[][] argv) {
    try {
      return keyspace.commands().find(argv);
    } catch (RefusedException e) {
      boolean isKnown = e.reply().startsWith("ERR wrong number");
      throw isKnown
          ? wrongArity()
          : new RefusedException("ERR Unknown Redis command called from script");
    }
  }

  private static RefusedException wrongArity() {
    return new RefusedException("ERR Wrong number of args calling Redis command from script");
  }

  private void check(ScriptRunner.Run run, CommandSpec spec, byte[][] argv) {
    if (!spec.admits(argv.length)) {
      throw wrongArity();
    }
    if (spec.is(Flag.NOSCRIPT)) {
      throw new RefusedException("ERR This Redis command is not allowed from script");
    }
    if (run.isReadonly && spec.is(Flag.WRITE)) {
      throw new RefusedException("ERR Write commands are not allowed from read-only scripts.");
    }
    // What has begun to write is let go on: half of it would be worse.
    if (!run.script.header().allowsOom() && !run.hasWritten()) {
      keyspace.checkRoom(spec);
    }
  }

  /** Whether a command may be called, as far as it is known: {@code redis.acl_check_cmd}. */
  Object exists(Args args) {
    try {
      byte[][] argv = words(args);
      var _ = find(argv);
      return true;
    } catch (RefusedException e) {
      boolean isUsage = e.reply().contains("redis lib");
      String message =
          isUsage
              ? e.reply().substring("ERR ".length())
              : "Invalid command passed to redis.acl_check_cmd()";
      throw new LuaError(LuaString.of(message), 0);
    }
  }
}
