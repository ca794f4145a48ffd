package io.haulm.server.redis.script;

import io.haulm.engine.Check;
import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.Keyspace;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.server.redis.script.lib.Libraries;
import io.haulm.server.redis.script.lua.LuaError;
import io.haulm.server.redis.script.lua.LuaString;
import io.haulm.server.redis.script.lua.LuaTable;
import io.haulm.server.redis.script.lua.Machine;
import io.haulm.server.redis.script.lua.Operations;
import io.haulm.server.redis.script.lua.Place;
import io.haulm.server.redis.script.lua.ScriptEndedException;
import org.jspecify.annotations.Nullable;

/** Runs scripts, one at a time. */
final class ScriptRunner {
  private static final int FIRST_KEY_PLACE = 3;
  private static final LuaString KEYS = LuaString.of("KEYS");
  private static final LuaString ARGV = LuaString.of("ARGV");
  private static final LuaString ERR = LuaString.of("err");
  // Asks whether there is room as a command does that needs some.
  private static final CommandSpec NEEDS_ROOM =
      CommandSpec.of("eval", -3, "scripting", "2.6.0", "").flags(Flag.DENYOOM);

  private final Keyspace keyspace;
  private final ScriptOptions options;
  private final Machine machine;
  private @Nullable Run current;

  /** A run of a script: what its calls of commands depend on. */
  static final class Run {
    final Call call;
    final Script script;
    final boolean isReadonly;
    final long changesBefore;

    /** The version of the protocol whose replies the script wants to see. */
    int resp = 2;

    /** True while a command is run for it. */
    boolean isInCommand;

    private Run(Call call, Script script, boolean isReadonly) {
      this.call = call;
      this.script = script;
      this.isReadonly = isReadonly;
      this.changesBefore = call.keyspace().changes();
    }

    boolean hasWritten() {
      return call.keyspace().changes() != changesBefore;
    }
  }

  ScriptRunner(Keyspace keyspace, ScriptOptions options) {
    this.keyspace = keyspace;
    this.options = options;
    machine = new Machine(options.limits());
    Libraries.install(machine, options.seed());
    new RedisLibrary(keyspace, this, options.log()).install(machine);
    machine.globals().put(KEYS, machine.table());
    machine.globals().put(ARGV, machine.table());
    Globals.protect(machine);
  }

  /** The run that is going on. */
  Run current() {
    return Check.present(current, "functions of redis are called by scripts that run");
  }

  /**
   * Runs a script and tells its reply.
   *
   * @param keys how many of the words behind their number are keys
   * @param readonly true when it must not write
   * @throws RefusedException when it fails
   */
  void run(Call call, Script script, int keys, boolean readonly) {
    checkHeader(script, readonly);
    Run run = new Run(call, script, readonly || script.header().isReadonly());
    int database = call.client().database();
    current = run;
    try {
      boolean isShort =
          call.client().owner() instanceof Impatient owner && owner.wantsShortScripts();
      machine.begin(isShort ? options.shortLimits() : options.limits());
      setWords(call, keys);
      Object[] results = machine.call(script.function());
      new ReplyTeller(machine, call.reply(), run.resp).tell(results);
    } catch (LuaError e) {
      throw new RefusedException(describe(e, script));
    } catch (ScriptEndedException e) {
      throw new RefusedException(ended(run, e.reason()));
    } catch (StackOverflowError e) {
      if (run.isInCommand) {
        // Nobody knows what the command has left undone.
        throw e;
      }
      throw new RefusedException(ended(run, "its calls were nested too deeply"));
    } finally {
      machine.end();
      current = null;
      call.client().select(database);
    }
  }

  private void checkHeader(Script script, boolean readonly) {
    ScriptHeader header = script.header();
    if (!header.isPresent()) {
      return;
    }
    if (readonly && !header.isReadonly()) {
      throw new RefusedException(
          "ERR Can not execute a script with write flag using *_ro command.");
    }
    if (!header.isReadonly() && !header.allowsOom()) {
      try {
        keyspace.checkRoom(NEEDS_ROOM);
      } catch (RefusedException e) {
        throw e.reply().startsWith("OOM")
            ? new RefusedException(
                "OOM allow-oom flag is not set on the script, can not run it when used memory >"
                    + " 'maxmemory'")
            : e;
      }
    }
  }

  private void setWords(Call call, int keys) {
    int firstArgument = FIRST_KEY_PLACE + keys;
    LuaTable globals = machine.globals();
    globals.setReadonly(false);
    globals.put(KEYS, words(call, FIRST_KEY_PLACE, firstArgument));
    globals.put(ARGV, words(call, firstArgument, call.count()));
    globals.setReadonly(true);
  }

  private LuaTable words(Call call, int from, int to) {
    LuaTable words = machine.table();
    for (int i = from; i < to; i++) {
      words.append(machine.string(call.arg(i)));
    }
    return words;
  }

  private String describe(LuaError error, Script script) {
    String message;
    if (error.value() instanceof LuaTable table) {
      message = table.get(ERR) instanceof LuaString text ? text.toString() : "ERR unknown error";
    } else {
      message = "ERR " + Operations.text(error.value());
    }
    Place place = error.place();
    String where =
        place.isNowhere()
            ? ""
            : " script: " + script.sha() + ", on " + place.source() + ":" + place.line() + ".";
    return oneLine(message + where);
  }

  private static String ended(Run run, String reason) {
    String message = "ERR Script " + run.script.sha() + " was ended: " + reason + ".";
    return run.hasWritten() ? message + " What it had written before stays." : message;
  }

  /** Errors are lines: what would break one is replaced. */
  static String oneLine(String message) {
    return message.replace('\r', ' ').replace('\n', ' ');
  }
}
