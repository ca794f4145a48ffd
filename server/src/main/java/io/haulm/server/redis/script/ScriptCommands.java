package io.haulm.server.redis.script;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.Keyspace;
import io.haulm.engine.keyspace.RefusedException;
import java.util.Locale;

/** EVAL, EVALSHA and SCRIPT. */
public final class ScriptCommands {
  private static final String GROUP = "scripting";
  private static final int KEY_COUNT_PLACE = 2;
  private static final int FIRST_KEY_PLACE = 3;
  private static final String NO_SCRIPT = "NOSCRIPT No matching script. Please use EVAL.";
  private static final String[] HELP = {
    "SCRIPT <subcommand> [<arg> ...]. Subcommands are:",
    "EXISTS <sha1> [<sha1> ...]",
    "    Tells for each script whether it is known: 1 or 0.",
    "FLUSH [ASYNC|SYNC]",
    "    Forgets all scripts. Both ways do it at once.",
    "KILL",
    "    Is always answered with NOTBUSY: scripts end by themselves when their time is up.",
    "LOAD <script>",
    "    Makes a script known without running it.",
    "HELP",
    "    Prints this help."
  };

  private final ScriptRunner runner;
  private final ScriptCache cache = new ScriptCache();

  /** How many scripts are kept. */
  public int count() {
    return cache.size();
  }

  private ScriptCommands(Keyspace keyspace, ScriptOptions options) {
    runner = new ScriptRunner(keyspace, options);
  }

  /** Adds the commands; to be called once, before the first client comes. */
  public static ScriptCommands register(
      CommandTable commands, Keyspace keyspace, ScriptOptions options) {
    ScriptCommands scripts = new ScriptCommands(keyspace, options);
    scripts.addRunning(commands);
    scripts.addCache(commands);
    FunctionCommands.register(commands);
    return scripts;
  }

  private void addRunning(CommandTable commands) {
    commands.add(running("eval", "2.6.0", "Runs a script"), call -> eval(call, false));
    commands.add(
        running("evalsha", "2.6.0", "Runs a script that is known already"),
        call -> evalSha(call, false));
    commands.add(
        readonly(running("eval_ro", "7.0.0", "Runs a script that writes nothing")),
        call -> eval(call, true));
    commands.add(
        readonly(running("evalsha_ro", "7.0.0", "Runs a known script that writes nothing")),
        call -> evalSha(call, true));
  }

  private static CommandSpec running(String name, String since, String summary) {
    return CommandSpec.of(name, -3, GROUP, since, summary)
        .flags(Flag.NOSCRIPT, Flag.SKIP_MONITOR, Flag.MOVABLEKEYS)
        .countedKeys(KEY_COUNT_PLACE);
  }

  private static CommandSpec readonly(CommandSpec spec) {
    return spec.flags(Flag.READONLY, Flag.NOSCRIPT, Flag.SKIP_MONITOR, Flag.MOVABLEKEYS);
  }

  private void addCache(CommandTable commands) {
    commands.addContainer(
        CommandSpec.of("script", -2, GROUP, "2.6.0", "A container for commands on scripts"));
    add(commands, "load", 3, "Makes a script known without running it", this::load);
    add(commands, "exists", -3, "Tells which scripts are known", this::exists);
    add(commands, "flush", -2, "Forgets all scripts", this::flush);
    add(commands, "debug", 3, "Refused: there is no debugger", ScriptCommands::debug);
    commands.add(
        CommandSpec.of("script|kill", 2, GROUP, "2.6.0", "Ends the script that is running")
            .flags(Flag.NOSCRIPT, Flag.ALLOW_BUSY),
        ScriptCommands::kill);
    commands.add(
        CommandSpec.of("script|help", 2, GROUP, "5.0.0", "Tells what subcommands there are"),
        ScriptCommands::help);
  }

  private static void add(
      CommandTable commands,
      String subcommand,
      int arity,
      String summary,
      io.haulm.engine.keyspace.Handler handler) {
    commands.add(
        CommandSpec.of("script|" + subcommand, arity, GROUP, "2.6.0", summary).flags(Flag.NOSCRIPT),
        handler);
  }

  private void eval(Call call, boolean readonly) {
    int keys = countKeys(call);
    byte[] text = call.arg(1);
    String sha = Script.sha(text);
    Script script = cache.find(sha);
    if (script == null) {
      script = Script.read(sha, text);
      cache.addEvaluated(script);
    }
    runner.run(call, script, keys, readonly);
  }

  private void evalSha(Call call, boolean readonly) {
    int keys = countKeys(call);
    Script script = cache.find(sha(call, 1));
    if (script == null) {
      throw new RefusedException(NO_SCRIPT);
    }
    runner.run(call, script, keys, readonly);
  }

  private static String sha(Call call, int place) {
    return Script.latin(call.arg(place)).toLowerCase(Locale.ROOT);
  }

  private static int countKeys(Call call) {
    long keys = call.integer(KEY_COUNT_PLACE);
    if (keys > call.count() - FIRST_KEY_PLACE) {
      throw new RefusedException("ERR Number of keys can't be greater than number of args");
    }
    if (keys < 0) {
      throw new RefusedException("ERR Number of keys can't be negative");
    }
    return (int) keys;
  }

  private void load(Call call) {
    byte[] text = call.arg(2);
    String sha = Script.sha(text);
    Script known = cache.find(sha);
    cache.addLoaded(known == null ? Script.read(sha, text) : known);
    call.reply().bulk(sha);
  }

  private void exists(Call call) {
    call.reply().array(call.count() - 2);
    for (int i = 2; i < call.count(); i++) {
      call.reply().integer(cache.find(sha(call, i)) == null ? 0 : 1);
    }
  }

  private void flush(Call call) {
    boolean isUnderstood =
        call.count() == 2 || (call.count() == 3 && (call.is(2, "sync") || call.is(2, "async")));
    if (!isUnderstood) {
      throw new RefusedException("ERR SCRIPT FLUSH only support SYNC|ASYNC option");
    }
    cache.clear();
    call.reply().ok();
  }

  private static void debug(Call call) {
    throw new RefusedException("ERR SCRIPT DEBUG is not supported: there is no debugger");
  }

  private static void kill(Call call) {
    // One thread runs scripts and reads commands: when it reads this one, no script runs.
    throw new RefusedException("NOTBUSY No scripts in execution right now.");
  }

  private static void help(Call call) {
    call.reply().array(HELP.length);
    for (String line : HELP) {
      call.reply().status(line);
    }
  }
}
