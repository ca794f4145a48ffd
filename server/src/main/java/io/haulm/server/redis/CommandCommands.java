package io.haulm.server.redis;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.CommandTable.Found;
import io.haulm.engine.keyspace.Glob;
import io.haulm.engine.keyspace.KeyFinders;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.ReplySink;
import io.haulm.engine.keyspace.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** COMMAND: what commands there are. */
final class CommandCommands {
  private CommandCommands() {}

  static void register(CommandTable commands) {
    new CommandGroup(commands, "server")
        .add("command", -1, "2.8.13", "Tells about all commands", CommandCommands::all)
        .add("command|count", 2, "2.8.13", "Counts the commands", CommandCommands::count)
        .add("command|info", -2, "2.8.13", "Tells about commands", CommandCommands::info)
        .add("command|docs", -2, "7.0.0", "Tells what commands are for", CommandCommands::docs)
        .add("command|list", -2, "7.0.0", "Returns names of commands", CommandCommands::list)
        .add(
            "command|getkeys",
            -3,
            "2.8.13",
            "Finds the keys of a command",
            call -> getKeys(call, false))
        .add(
            "command|getkeysandflags",
            -3,
            "7.0.0",
            "Finds the keys of a command, and their use",
            call -> getKeys(call, true))
        .help("command", "5.0.0");
  }

  private static void count(Call call) {
    call.reply().integer(call.keyspace().commands().all().size());
  }

  private static void all(Call call) {
    List<Found> all = call.keyspace().commands().all();
    call.reply().array(all.size());
    all.forEach(each -> CommandDescription.tell(each, call.reply()));
  }

  private static void info(Call call) {
    if (call.count() == 2) {
      all(call);
      return;
    }
    call.reply().array(call.count() - 2);
    for (int i = 2; i < call.count(); i++) {
      Found found = find(call, call.arg(i));
      if (found == null) {
        call.reply().nil();
      } else {
        CommandDescription.tell(found, call.reply());
      }
    }
  }

  private static void docs(Call call) {
    List<Found> wanted = new ArrayList<>();
    for (int i = 2; i < call.count(); i++) {
      Found found = find(call, call.arg(i));
      if (found != null) {
        wanted.add(found);
      }
    }
    List<Found> shown = call.count() == 2 ? call.keyspace().commands().all() : wanted;
    call.reply().map(shown.size());
    shown.forEach(each -> CommandDescription.tellDocs(each, call.reply()));
  }

  /** The command of this name, or the subcommand in the form {@code xgroup|create}. */
  private static @Nullable Found find(Call call, byte[] name) {
    CommandTable commands = call.keyspace().commands();
    String text = Words.text(name);
    int bar = text.indexOf('|');
    if (bar < 0) {
      return commands.byName(name);
    }
    Found container = commands.byName(Words.bytes(text.substring(0, bar)));
    if (container == null) {
      return null;
    }
    return container.subcommands().stream()
        .filter(each -> each.spec().name().equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElse(null);
  }

  private static void list(Call call) {
    List<String> names = new ArrayList<>();
    for (Found command : call.keyspace().commands().all()) {
      addNames(call, command, names);
    }
    call.reply().array(names.size());
    names.forEach(call.reply()::bulk);
  }

  private static void addNames(Call call, Found command, List<String> names) {
    if (isListed(call, command)) {
      names.add(command.spec().name());
    }
    if (call.count() > 2) {
      // With a filter subcommands are listed as well.
      for (Found subcommand : command.subcommands()) {
        if (isListed(call, subcommand)) {
          names.add(subcommand.spec().name());
        }
      }
    }
  }

  private static boolean isListed(Call call, Found command) {
    if (call.count() == 2) {
      return true;
    }
    if (call.count() != 5 || !call.is(2, "FILTERBY")) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    if (call.is(3, "MODULE")) {
      return false;
    }
    if (call.is(3, "ACLCAT")) {
      return AclCategories.of(command.spec()).contains(call.text(4).toLowerCase(Locale.ROOT));
    }
    if (call.is(3, "PATTERN")) {
      return Glob.matches(call.arg(4), Words.bytes(command.spec().name()), true);
    }
    throw new RefusedException(RefusedException.SYNTAX);
  }

  private static void getKeys(Call call, boolean withFlags) {
    byte[][] argv = Arrays.copyOfRange(call.argv(), 2, call.count());
    CommandSpec spec;
    try {
      spec = call.keyspace().commands().find(argv).spec();
    } catch (RefusedException _) {
      throw new RefusedException("ERR Invalid command specified");
    }
    if (spec.keys() instanceof CommandSpec.Keys.None) {
      throw new RefusedException("ERR The command has no key arguments");
    }
    if (!spec.admits(argv.length)) {
      throw new RefusedException("ERR Invalid number of arguments specified for command");
    }
    int[] places = KeyFinders.find(spec, argv);
    if (places.length == 0) {
      throw new RefusedException("ERR Invalid arguments specified for command");
    }
    ReplySink reply = call.reply();
    reply.array(places.length);
    for (int place : places) {
      if (withFlags) {
        reply.array(2);
        reply.bulk(argv[place]);
        CommandDescription.tellKeyFlags(spec, reply);
      } else {
        reply.bulk(argv[place]);
      }
    }
  }
}
