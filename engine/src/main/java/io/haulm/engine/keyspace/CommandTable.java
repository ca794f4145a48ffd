package io.haulm.engine.keyspace;

import io.haulm.engine.Check;
import io.haulm.engine.keyspace.table.ByteNode;
import io.haulm.engine.keyspace.table.ByteTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All commands by name: filled when a server starts, asked for each command after that. */
public final class CommandTable {
  private static final int NAME_BYTES_MAX = 64;

  /** A command, with what it does, or with the subcommands that it consists of. */
  public static final class Found extends ByteNode {
    private final CommandSpec spec;
    private final @Nullable Handler handler;
    private final ByteTable<Found> subcommands = new ByteTable<>(0);

    /** How often it was run, failed, was refused; for INFO. */
    public long calls;

    /** How many runs ended in an error. */
    public long failures;

    /** How often it was not run at all: wrong number of words, no memory. */
    public long rejections;

    /** Time spent in it. */
    public long nanos;

    private Found(byte[] name, CommandSpec spec, @Nullable Handler handler) {
      super(name);
      this.spec = spec;
      this.handler = handler;
    }

    /** What is known of it. */
    public CommandSpec spec() {
      return spec;
    }

    /** True when it is a name for subcommands. */
    public boolean isContainer() {
      return !subcommands.isEmpty();
    }

    /** Its subcommands, by name. */
    public List<Found> subcommands() {
      return sorted(subcommands);
    }

    Handler handler() {
      return Check.present(handler, "a command that is run has a handler");
    }
  }

  private final ByteTable<Found> commands = new ByteTable<>(0);

  /** Adds a command. A subcommand's container is added first. */
  public void add(CommandSpec spec, Handler handler) {
    put(spec, handler);
  }

  /**
   * Adds a name for subcommands, {@code XGROUP}, unless it is known already: some belong to several
   * parts of a server.
   */
  public void addContainer(CommandSpec spec) {
    if (byName(Words.bytes(spec.name())) == null) {
      put(spec, null);
    }
  }

  private void put(CommandSpec spec, @Nullable Handler handler) {
    int bar = spec.name().indexOf('|');
    ByteTable<Found> table = commands;
    if (bar >= 0) {
      byte[] container = Words.bytes(spec.name().substring(0, bar));
      table = Check.present(commands.find(container), "a container comes first").subcommands;
    }
    byte[] name = Words.bytes(spec.name().substring(bar + 1));
    Check.invariant(table.find(name) == null, "a command is added once: " + spec.name());
    table.add(new Found(name, spec, handler));
  }

  /**
   * The command or subcommand that these words name.
   *
   * @throws RefusedException when there is none, with what Redis answers then
   */
  public Found find(byte[][] argv) {
    Found command = byName(argv[0]);
    if (command == null) {
      throw new RefusedException(unknown(argv));
    }
    if (!command.isContainer()) {
      return command;
    }
    if (argv.length == 1) {
      if (command.handler != null) {
        return command;
      }
      throw new RefusedException(wrongArity(command.spec));
    }
    Found subcommand = command.subcommands.find(lower(argv[1]));
    if (subcommand == null) {
      throw new RefusedException(
          "ERR unknown subcommand '"
              + Words.latin(argv[1], 128)
              + "'. Try "
              + command.spec.name().toUpperCase(java.util.Locale.ROOT)
              + " HELP.");
    }
    return subcommand;
  }

  /** The command of this name, whatever its case; null when there is none. */
  public @Nullable Found byName(byte[] name) {
    return name.length > NAME_BYTES_MAX ? null : commands.find(lower(name));
  }

  /** All commands without their subcommands, by name. */
  public List<Found> all() {
    return sorted(commands);
  }

  /** Shows all commands and subcommands that were ever run or refused. */
  public void forEachUsed(Consumer<Found> consumer) {
    for (Found command : all()) {
      if (command.calls + command.rejections > 0) {
        consumer.accept(command);
      }
      for (Found subcommand : command.subcommands()) {
        if (subcommand.calls + subcommand.rejections > 0) {
          consumer.accept(subcommand);
        }
      }
    }
  }

  /** The refusal of a command with too few or too many words. */
  public static String wrongArity(CommandSpec spec) {
    return "ERR wrong number of arguments for '" + spec.name() + "' command";
  }

  private static String unknown(byte[][] argv) {
    StringBuilder words = new StringBuilder();
    for (int i = 1; i < argv.length && words.length() < 128; i++) {
      String word = Words.latin(argv[i], 128 - words.length());
      words.append('\'').append(word).append("' ");
    }
    return ("ERR unknown command '"
            + Words.latin(argv[0], 128)
            + "', with args beginning with: "
            + words)
        .replace('\r', ' ')
        .replace('\n', ' ');
  }

  private static byte[] lower(byte[] name) {
    byte[] lower = new byte[name.length];
    for (int i = 0; i < name.length; i++) {
      lower[i] = Words.lower(name[i]);
    }
    return lower;
  }

  private static List<Found> sorted(ByteTable<Found> table) {
    List<Found> all = new ArrayList<>();
    table.forEach(all::add);
    all.sort(Comparator.comparing(found -> found.spec.name()));
    return all;
  }
}
