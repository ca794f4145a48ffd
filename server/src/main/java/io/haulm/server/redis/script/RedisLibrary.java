package io.haulm.server.redis.script;

import io.haulm.engine.keyspace.Keyspace;
import io.haulm.server.redis.script.lua.Args;
import io.haulm.server.redis.script.lua.Builtin;
import io.haulm.server.redis.script.lua.LuaError;
import io.haulm.server.redis.script.lua.LuaFunction;
import io.haulm.server.redis.script.lua.LuaString;
import io.haulm.server.redis.script.lua.LuaTable;
import io.haulm.server.redis.script.lua.Machine;
import java.util.function.Consumer;

/** {@code redis}: what a script does outside of itself. */
final class RedisLibrary {
  /** The version of Redis whose behaviour this is. */
  private static final String VERSION = "7.4.0";

  private static final int VERSION_NUMBER = 0x70400;
  private static final String[] LOG_LEVELS = {"DEBUG", "VERBOSE", "NOTICE", "WARNING"};
  private static final int REPL_ALL = 3;

  private final ScriptRunner runner;
  private final CommandCalls calls;
  private final Consumer<String> log;

  RedisLibrary(Keyspace keyspace, ScriptRunner runner, Consumer<String> log) {
    this.runner = runner;
    this.calls = new CommandCalls(keyspace, runner);
    this.log = log;
  }

  void install(Machine machine) {
    LuaTable redis = machine.table();
    Builtin.addSimple(redis, "call", (m, args) -> calls.call(m, args, true));
    Builtin.addSimple(redis, "pcall", (m, args) -> calls.call(m, args, false));
    Builtin.addSimple(redis, "acl_check_cmd", (_, args) -> calls.exists(args));
    Builtin.addSimple(redis, "error_reply", (m, args) -> single(m, args, true));
    Builtin.addSimple(redis, "status_reply", (m, args) -> single(m, args, false));
    Builtin.addSimple(redis, "sha1hex", RedisLibrary::sha);
    Builtin.add(redis, "log", this::log);
    Builtin.add(redis, "setresp", this::setResp);
    Builtin.add(redis, "set_repl", RedisLibrary::setReplication);
    Builtin.addSimple(redis, "replicate_commands", (_, _) -> true);
    Builtin.addSimple(redis, "breakpoint", (_, _) -> false);
    Builtin.add(redis, "debug", (_, _) -> LuaFunction.NONE);
    for (int i = 0; i < LOG_LEVELS.length; i++) {
      redis.put("LOG_" + LOG_LEVELS[i], (double) i);
    }
    redis.put("REPL_NONE", 0.0);
    redis.put("REPL_AOF", 1.0);
    redis.put("REPL_SLAVE", 2.0);
    redis.put("REPL_REPLICA", 2.0);
    redis.put("REPL_ALL", (double) REPL_ALL);
    redis.put("REDIS_VERSION", machine.string(VERSION));
    redis.put("REDIS_VERSION_NUM", (double) VERSION_NUMBER);
    machine.globals().put("redis", redis);
    // Where Redis keeps the same under the name that is to come.
    machine.globals().put("server", redis);
  }

  private static Object single(Machine machine, Args args, boolean isError) {
    LuaTable table = machine.table();
    if (args.count() != 1 || !(args.get(0) instanceof LuaString text)) {
      table.put("err", machine.string("ERR wrong number or type of arguments"));
      return table;
    }
    table.put(isError ? "err" : "ok", isError ? machine.string(withCode(text)) : text);
    return table;
  }

  /** An error begins with a code; ERR is put before a text that has none. */
  private static byte[] withCode(LuaString text) {
    String message = text.latin();
    String bare = message.startsWith("-") ? message.substring(1) : message;
    return LuaString.ofLatin(bare.indexOf(' ') < 0 ? "ERR " + bare : bare).bytes();
  }

  private static Object sha(Machine machine, Args args) {
    if (args.count() != 1) {
      throw CommandCalls.failure(machine, "ERR wrong number of arguments");
    }
    boolean isText = args.get(0) instanceof LuaString || args.get(0) instanceof Double;
    return machine.string(Script.sha(isText ? args.string(0).bytes() : new byte[0]));
  }

  private Object[] log(Machine machine, Args args) {
    if (args.count() < 2) {
      throw CommandCalls.failure(machine, "ERR redis.log() requires two arguments or more.");
    }
    int level = (int) number(machine, args, "ERR First argument must be a number (log level).");
    if (level < 0 || level >= LOG_LEVELS.length) {
      throw CommandCalls.failure(machine, "ERR Invalid debug level.");
    }
    StringBuilder line = new StringBuilder();
    for (int i = 1; i < args.count(); i++) {
      if (args.get(i) instanceof LuaString || args.get(i) instanceof Double) {
        line.append(i > 1 ? " " : "").append(args.string(i));
      }
    }
    log.accept(LOG_LEVELS[level] + " " + line);
    return LuaFunction.NONE;
  }

  private static double number(Machine machine, Args args, String refusal) {
    try {
      return args.number(0);
    } catch (LuaError _) {
      throw CommandCalls.failure(machine, refusal);
    }
  }

  private Object[] setResp(Machine machine, Args args) {
    if (args.count() != 1) {
      throw CommandCalls.failure(machine, "ERR redis.setresp() requires one argument.");
    }
    double version = number(machine, args, "ERR RESP version must be 2 or 3.");
    if (version != 2 && version != 3) {
      throw CommandCalls.failure(machine, "ERR RESP version must be 2 or 3.");
    }
    runner.current().resp = (int) version;
    return LuaFunction.NONE;
  }

  /** Nothing here depends on it: what a script has done is what goes to the journal. */
  private static Object[] setReplication(Machine machine, Args args) {
    if (args.count() != 1) {
      throw CommandCalls.failure(machine, "ERR redis.set_repl() requires two arguments.");
    }
    long flags = args.integer(0);
    if ((flags & ~REPL_ALL) != 0) {
      throw CommandCalls.failure(
          machine,
          "ERR Invalid replication flags. Use REPL_AOF, REPL_REPLICA, REPL_ALL or REPL_NONE.");
    }
    return LuaFunction.NONE;
  }
}
