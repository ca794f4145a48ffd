package io.haulm.server.redis.script;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.Handler;
import io.haulm.engine.keyspace.RefusedException;

/** FUNCTION and FCALL: there are no libraries of functions here, and they say so. */
final class FunctionCommands {
  private static final String GROUP = "scripting";
  private static final String SINCE = "7.0.0";
  private static final String UNSUPPORTED =
      "ERR Libraries of functions are not supported. Use EVAL or SCRIPT LOAD with EVALSHA";

  static void register(CommandTable commands) {
    Handler call = FunctionCommands::callFunction;
    commands.add(calling("fcall", "Calls a function of a library"), call);
    commands.add(calling("fcall_ro", "Calls a function of a library that writes nothing"), call);
    commands.addContainer(
        CommandSpec.of("function", -2, GROUP, SINCE, "A container for commands on libraries"));
    add(commands, "list", -2, "Lists the libraries: there are none", FunctionCommands::list);
    add(commands, "flush", -2, "Deletes all libraries: there are none", c -> c.reply().ok());
    add(commands, "stats", 2, "Tells about functions", FunctionCommands::stats);
    add(commands, "load", -3, "Refused", FunctionCommands::refuse);
    add(commands, "restore", -3, "Refused", FunctionCommands::refuse);
    add(commands, "dump", 2, "Refused", FunctionCommands::refuse);
    add(commands, "delete", 3, "Deletes a library: there are none", FunctionCommands::delete);
    add(commands, "kill", 2, "Ends the function that is running", FunctionCommands::kill);
  }

  private static CommandSpec calling(String name, String summary) {
    return CommandSpec.of(name, -3, GROUP, SINCE, summary)
        .flags(Flag.NOSCRIPT, Flag.SKIP_MONITOR, Flag.MOVABLEKEYS)
        .countedKeys(2);
  }

  private static void add(
      CommandTable commands, String subcommand, int arity, String summary, Handler handler) {
    commands.add(
        CommandSpec.of("function|" + subcommand, arity, GROUP, SINCE, summary).flags(Flag.NOSCRIPT),
        handler);
  }

  private static void callFunction(Call call) {
    throw new RefusedException("ERR Function not found");
  }

  private static void refuse(Call call) {
    throw new RefusedException(UNSUPPORTED);
  }

  private static void delete(Call call) {
    throw new RefusedException("ERR Library not found");
  }

  private static void kill(Call call) {
    throw new RefusedException("NOTBUSY No scripts in execution right now.");
  }

  private static void list(Call call) {
    call.reply().array(0);
  }

  private static void stats(Call call) {
    call.reply().map(2);
    call.reply().bulk("running_script");
    call.reply().nil();
    call.reply().bulk("engines");
    call.reply().map(0);
  }

  private FunctionCommands() {}
}
