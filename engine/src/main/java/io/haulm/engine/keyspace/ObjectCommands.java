package io.haulm.engine.keyspace;

import io.haulm.engine.keyspace.CommandSpec.Flag;
import java.util.List;

/** Commands on how a value is kept; and those that would show its inner form, which are refused. */
final class ObjectCommands {
  private static final String GROUP = "generic";
  private static final List<String> HELP =
      List.of(
          "OBJECT <subcommand> [<arg> ...]. Subcommands are:",
          "ENCODING <key>",
          "    How the value is laid out in memory.",
          "FREQ <key>",
          "    Refused: how often keys are used is not counted.",
          "HELP",
          "    This text.",
          "IDLETIME <key>",
          "    For how many seconds no command has used the key.",
          "REFCOUNT <key>",
          "    How many share the value: always 1.");

  static void register(CommandTable commands) {
    commands.addContainer(
        CommandSpec.of("object", -2, GROUP, "2.2.3", "Tells how a value is kept"));
    looking(
        commands,
        "object|encoding",
        "How a value is laid out in memory",
        (call, entry) -> call.reply().bulk(entry.value().encoding()));
    looking(
        commands,
        "object|idletime",
        "For how long a key was not used",
        (call, entry) -> call.reply().integer(entry.idleSeconds(call.nowMillis())));
    looking(
        commands,
        "object|refcount",
        "How many share a value",
        (call, _) -> call.reply().integer(1));
    looking(
        commands,
        "object|freq",
        "How often a key is used",
        (_, _) -> {
          throw new RefusedException(
              "ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please"
                  + " note that when switching between policies at runtime LRU and LFU data will"
                  + " take some time to adjust.");
        });
    commands.add(
        CommandSpec.of("object|help", 2, GROUP, "6.2.0", "Explains the subcommands"),
        ObjectCommands::help);
    commands.addContainer(CommandSpec.of("memory", -2, "server", "4.0.0", "Tells about memory"));
    commands.add(
        CommandSpec.of("memory|usage", -3, "server", "4.0.0", "How much memory a key takes")
            .flags(Flag.READONLY)
            .keys(2, 2, 1),
        ObjectCommands::memoryUsage);
    refusing(commands, "dump", 2, "2.6.0", "Would tell a value in its inner form");
    refusing(commands, "restore", -4, "2.6.0", "Would make a value from its inner form");
    commands.add(
        CommandSpec.of("migrate", -6, GROUP, "2.6.0", "Would move keys to another server")
            .flags(Flag.WRITE),
        ObjectCommands::refuse);
  }

  /** What a subcommand tells of a key. */
  private interface Look {
    void tell(Call call, KeyEntry entry);
  }

  private static void looking(CommandTable commands, String name, String summary, Look look) {
    commands.add(
        CommandSpec.of(name, 3, GROUP, "2.2.3", summary).flags(Flag.READONLY).keys(2, 2, 1),
        call -> {
          KeyEntry entry = call.peek(call.arg(2));
          if (entry == null) {
            call.reply().nil();
          } else {
            look.tell(call, entry);
          }
        });
  }

  private static void refusing(
      CommandTable commands, String name, int arity, String since, String summary) {
    commands.add(
        CommandSpec.of(name, arity, GROUP, since, summary).flags(Flag.WRITE).oneKey(),
        ObjectCommands::refuse);
  }

  private static void refuse(Call call) {
    throw new RefusedException(
        "ERR "
            + call.spec().name().toUpperCase(java.util.Locale.ROOT)
            + " is not supported by this server");
  }

  private static void help(Call call) {
    call.reply().array(HELP.size());
    HELP.forEach(call.reply()::status);
  }

  private static void memoryUsage(Call call) {
    for (int i = 3; i < call.count(); i += 2) {
      if (!call.is(i, "SAMPLES") || i + 1 == call.count()) {
        throw new RefusedException(RefusedException.SYNTAX);
      }
      // Nothing is guessed from samples here: every value knows how large it is.
      var _ = call.integer(i + 1, 0, Long.MAX_VALUE, RefusedException.SYNTAX);
    }
    KeyEntry entry = call.peek(call.arg(2));
    if (entry == null) {
      call.reply().nil();
    } else {
      call.reply().integer(entry.bytes());
    }
  }

  private ObjectCommands() {}
}
