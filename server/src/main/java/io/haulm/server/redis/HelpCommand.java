package io.haulm.server.redis;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The subcommand HELP, which all commands with subcommands have: made from the table itself. */
final class HelpCommand {
  private static final String SUBCOMMAND_INDENT = "    ";

  private HelpCommand() {}

  /** Adds it to a command whose other subcommands are there. */
  static void addTo(CommandTable commands, String container, String group, String since) {
    commands.add(
        CommandSpec.of(container + "|help", 2, group, since, "Shows the subcommands")
            .flags(Flag.ALLOW_BUSY),
        call -> help(call, container));
  }

  private static void help(Call call, String container) {
    CommandTable.Found found = call.keyspace().commands().byName(Words.bytes(container));
    List<String> lines = new ArrayList<>();
    lines.add(
        container.toUpperCase(Locale.ROOT)
            + " <subcommand> [<arg> [value] [opt] ...]. Subcommands are:");
    if (found != null) {
      for (CommandTable.Found subcommand : found.subcommands()) {
        String name = subcommand.spec().name();
        lines.add(name.substring(name.indexOf('|') + 1).toUpperCase(Locale.ROOT));
        lines.add(SUBCOMMAND_INDENT + subcommand.spec().summary() + ".");
      }
    }
    call.reply().array(lines.size());
    lines.forEach(call.reply()::status);
  }
}
