package io.haulm.engine.keyspace;

import io.haulm.engine.keyspace.CommandSpec.Flag;

/** Commands on keys whatever they hold: there or not, and gone. */
final class KeyCommands {
  private static final String GROUP = "generic";

  static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of("del", -2, GROUP, "1.0.0", "Deletes one or more keys")
            .flags(Flag.WRITE)
            .keys(1, -1, 1),
        KeyCommands::delete);
    commands.add(
        CommandSpec.of("unlink", -2, GROUP, "4.0.0", "Deletes one or more keys")
            .flags(Flag.WRITE, Flag.FAST)
            .keys(1, -1, 1),
        KeyCommands::delete);
    commands.add(
        CommandSpec.of("exists", -2, GROUP, "1.0.0", "Counts which of the keys exist")
            .flags(Flag.READONLY, Flag.FAST)
            .keys(1, -1, 1),
        KeyCommands::exists);
    commands.add(
        CommandSpec.of(
                "touch", -2, GROUP, "3.2.1", "Counts which of the keys exist, as a use of them")
            .flags(Flag.READONLY, Flag.FAST)
            .keys(1, -1, 1),
        KeyCommands::touch);
    commands.add(
        CommandSpec.of("type", 2, GROUP, "1.0.0", "Returns the type of a key's value")
            .flags(Flag.READONLY, Flag.FAST)
            .oneKey(),
        KeyCommands::type);
  }

  private static void delete(Call call) {
    long count = 0;
    for (int i = 1; i < call.count(); i++) {
      KeyEntry entry = call.peek(call.arg(i));
      if (entry != null) {
        call.delete(entry);
        call.notify(EventClass.GENERIC, "del", entry.name());
        count++;
      }
    }
    call.reply().integer(count);
  }

  private static void exists(Call call) {
    long count = 0;
    for (int i = 1; i < call.count(); i++) {
      count += call.peek(call.arg(i)) == null ? 0 : 1;
    }
    call.reply().integer(count);
  }

  private static void touch(Call call) {
    long count = 0;
    for (int i = 1; i < call.count(); i++) {
      count += call.find(call.arg(i)) == null ? 0 : 1;
    }
    call.reply().integer(count);
  }

  private static void type(Call call) {
    KeyEntry entry = call.peek(call.arg(1));
    call.reply().status(entry == null ? "none" : entry.value().type().word());
  }

  private KeyCommands() {}
}
