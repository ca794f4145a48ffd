package io.haulm.server.redis;

import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.Handler;
import io.haulm.engine.keyspace.Words;
import java.util.Arrays;

/** Adds commands of one group to the table. */
record CommandGroup(CommandTable commands, String group) {
  /** Adds a command, or a subcommand in the form {@code client|list}. */
  CommandGroup add(
      String name, int arity, String since, String summary, Handler handler, Flag... flags) {
    CommandSpec spec = CommandSpec.of(name, arity, group, since, summary);
    commands.add(
        flags.length == 0 ? spec : spec.flags(flags[0], Arrays.copyOfRange(flags, 1, flags.length)),
        handler);
    return this;
  }

  /** Adds a name for subcommands, unless somebody else has. */
  CommandGroup container(String name, String since, String summary) {
    if (commands.byName(Words.bytes(name)) == null) {
      commands.addContainer(CommandSpec.of(name, -2, group, since, summary));
    }
    return this;
  }

  /** Adds the subcommand that shows the others, unless it is there. */
  CommandGroup help(String container, String since) {
    CommandTable.Found found = commands.byName(Words.bytes(container));
    String name = container + "|help";
    boolean isThere =
        found != null
            && found.subcommands().stream().anyMatch(each -> each.spec().name().equals(name));
    if (!isThere) {
      add(name, 2, since, "Shows the subcommands", call -> HelpText.tell(call, container));
    }
    return this;
  }
}
