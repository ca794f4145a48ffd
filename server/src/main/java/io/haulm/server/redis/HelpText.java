package io.haulm.server.redis;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the subcommand HELP shows: made from the table of commands itself. */
final class HelpText {
  private static final String INDENT = "    ";

  private HelpText() {}

  /** Answers the subcommands of {@code container}, each with what it does. */
  static void tell(Call call, String container) {
    CommandTable.Found found = call.keyspace().commands().byName(Words.bytes(container));
    List<String> lines = new ArrayList<>();
    lines.add(
        container.toUpperCase(Locale.ROOT)
            + " <subcommand> [<arg> [value] [opt] ...]. Subcommands are:");
    if (found != null) {
      for (CommandTable.Found subcommand : found.subcommands()) {
        String name = subcommand.spec().name();
        lines.add(name.substring(name.indexOf('|') + 1).toUpperCase(Locale.ROOT));
        lines.add(INDENT + subcommand.spec().summary() + ".");
      }
    }
    call.reply().array(lines.size());
    lines.forEach(call.reply()::status);
  }
}
