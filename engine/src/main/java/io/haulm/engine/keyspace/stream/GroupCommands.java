package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.Handler;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.Words;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** XGROUP, but for its CONFIG. */
final class GroupCommands {
  private static final String KEY_NEEDED =
      "ERR The XGROUP subcommand requires the key to exist. Note that for CREATE you may want to"
          + " use the MKSTREAM option to create an empty stream automatically.";

  private static final String[] HELP = {
    "XGROUP <subcommand> [<arg> [value] [opt] ...]. Subcommands are:",
    "CONFIG <key> <groupname> [option value ...]",
    "    Set options of the group. Options are:",
    "    * MAXDELIVERIES deliveries DEADLETTER stream",
    "      Move what was delivered so often to another stream; 0 for never.",
    "    * RETURNONCLOSE yes|no",
    "      Deliver what a consumer holds to others when its connections are closed.",
    "    * CONSUMERIDLE milliseconds",
    "      Remove consumers that were not seen for so long; 0 for never.",
    "CREATE <key> <groupname> <id|$> [option]",
    "    Create a new consumer group. Options are:",
    "    * MKSTREAM",
    "      Create the empty stream if it does not exist.",
    "    * ENTRIESREAD entries_read",
    "      Set the group's entries_read counter (internal use).",
    "CREATECONSUMER <key> <groupname> <consumer>",
    "    Create a new consumer in the specified group.",
    "DELCONSUMER <key> <groupname> <consumer> [HANDOVER <other>]",
    "    Remove the specified consumer, and hand over what it holds to another one.",
    "DESTROY <key> <groupname>",
    "    Remove the specified group.",
    "SETID <key> <groupname> <id|$> [ENTRIESREAD entries_read]",
    "    Set the current group ID and entries_read counter.",
    "HELP",
    "    Prints this help."
  };

  static void register(CommandTable commands) {
    commands.addContainer(
        CommandSpec.of(
            "xgroup", -2, Streams.GROUP, "5.0.0", "A container for consumer groups commands"));
    add(commands, "create", -5, "5.0.0", "Creates a consumer group", GroupCommands::create);
    add(
        commands,
        "setid",
        -5,
        "5.0.0",
        "Sets the last-delivered ID of a consumer group",
        GroupCommands::setId);
    add(commands, "destroy", 4, "5.0.0", "Destroys a consumer group", GroupCommands::destroy);
    add(
        commands,
        "createconsumer",
        5,
        "6.2.0",
        "Creates a consumer in a consumer group",
        GroupCommands::createConsumer);
    add(
        commands,
        "delconsumer",
        -5,
        "5.0.0",
        "Deletes a consumer from a consumer group",
        GroupCommands::deleteConsumer);
    commands.add(
        CommandSpec.of(
            "xgroup|help",
            2,
            Streams.GROUP,
            "5.0.0",
            "Returns helpful text about the different subcommands"),
        call -> tellHelp(call, HELP));
  }

  static void add(
      CommandTable commands,
      String name,
      int arity,
      String since,
      String summary,
      Handler handler) {
    commands.add(
        CommandSpec.of("xgroup|" + name, arity, Streams.GROUP, since, summary)
            .flags(Flag.WRITE, Flag.DENYOOM)
            .keys(2, 2, 1),
        handler);
  }

  static void tellHelp(Call call, String[] lines) {
    call.reply().array(lines.length);
    for (String line : lines) {
      call.reply().status(line);
    }
  }

  /** The words behind the id of CREATE and SETID. */
  private record Options(boolean makesStream, long entriesRead) {
    static Options read(Call call, String subcommand) {
      boolean makesStream = false;
      long entriesRead = Group.UNKNOWN;
      int place = 5;
      while (place < call.count()) {
        if (subcommand.equals("CREATE") && call.is(place, "MKSTREAM")) {
          makesStream = true;
          place++;
        } else if (place + 1 < call.count() && call.is(place, "ENTRIESREAD")) {
          entriesRead =
              call.integer(
                  place + 1,
                  Group.UNKNOWN,
                  Long.MAX_VALUE,
                  "ERR value for ENTRIESREAD must be positive or -1");
          place += 2;
        } else {
          throw badSubcommand(call.text(1));
        }
      }
      return new Options(makesStream, entriesRead);
    }
  }

  private static RefusedException badSubcommand(String word) {
    return new RefusedException(
        "ERR unknown subcommand or wrong number of arguments for '" + word + "'. Try XGROUP HELP.");
  }

  private static void create(Call call) {
    Options words = Options.read(call, "CREATE");
    KeyEntry entry = Streams.forChange(call, call.arg(2));
    if (entry == null && !words.makesStream) {
      throw new RefusedException(KEY_NEEDED);
    }
    StreamValue stream = entry == null ? null : StreamValue.of(entry);
    StreamId id = idFor(call, stream);
    if (stream != null && stream.group(call.arg(3)) != null) {
      throw new RefusedException("BUSYGROUP Consumer Group name already exists");
    }
    int number = stream == null ? 1 : stream.nextGroupNumber();
    long read = clamped(words.entriesRead, stream);
    StreamChange set = new StreamChange.GroupSet(number, call.arg(3), id, read);
    if (entry == null) {
      var _ = call.create(call.arg(2), new StreamValue(), set);
    } else {
      call.change(entry, set);
    }
    call.notify(EventClass.STREAM, "xgroup-create", call.arg(2));
    call.reply().ok();
  }

  // A group cannot have read more than was ever added.
  private static long clamped(long entriesRead, @Nullable StreamValue stream) {
    return Math.min(entriesRead, stream == null ? 0 : stream.entriesAdded());
  }

  private static StreamId idFor(Call call, @Nullable StreamValue stream) {
    byte[] word = call.arg(4);
    if (word.length == 1 && word[0] == '$') {
      return stream == null ? StreamId.MIN : stream.lastId();
    }
    return StreamId.parse(word, 0);
  }

  private static void setId(Call call) {
    Options words = Options.read(call, "SETID");
    KeyEntry entry = existing(call);
    Group group = existingGroup(call, entry);
    StreamValue stream = StreamValue.of(entry);
    // Unlike CREATE, this takes a minus and a plus, too.
    boolean isBound = call.is(4, "-") || call.is(4, "+");
    StreamId id = isBound ? StreamId.parseBound(call.arg(4), 0) : idFor(call, stream);
    call.change(
        entry,
        new StreamChange.GroupSet(
            group.number, group.name, id, clamped(words.entriesRead, stream)));
    call.notify(EventClass.STREAM, "xgroup-setid", entry.name());
    call.reply().ok();
  }

  private static void destroy(Call call) {
    KeyEntry entry = existing(call);
    Group group = StreamValue.of(entry).group(call.arg(3));
    if (group == null) {
      call.reply().integer(0);
      return;
    }
    call.change(entry, new StreamChange.GroupGone(group.number));
    call.notify(EventClass.STREAM, "xgroup-destroy", entry.name());
    // Those who wait for it learn that it is gone.
    call.signalReady(entry.name());
    call.reply().integer(1);
  }

  private static void createConsumer(Call call) {
    KeyEntry entry = existing(call);
    Group group = existingGroup(call, entry);
    boolean isNew = group.consumer(call.arg(4)) == null;
    if (isNew) {
      var _ = Consumers.create(call, entry, group, call.arg(4));
    }
    call.reply().integer(isNew ? 1 : 0);
  }

  private static void deleteConsumer(Call call) {
    boolean isHandover = call.count() == 7 && call.is(5, "HANDOVER");
    if (call.count() != 5 && !isHandover) {
      throw badSubcommand(call.text(1));
    }
    KeyEntry entry = existing(call);
    Group group = existingGroup(call, entry);
    Consumer consumer = group.consumer(call.arg(4));
    if (consumer == null) {
      call.reply().integer(0);
      return;
    }
    int pending = consumer.pending;
    if (isHandover && Arrays.equals(call.arg(4), call.arg(6))) {
      throw new RefusedException("ERR HANDOVER must name another consumer");
    }
    if (isHandover) {
      Consumers.handOver(call, entry, group, consumer, call.arg(6));
    }
    call.change(entry, new StreamChange.ConsumerGone(group.number, consumer.number));
    call.notify(EventClass.STREAM, "xgroup-delconsumer", entry.name());
    call.reply().integer(pending);
  }

  static KeyEntry existing(Call call) {
    KeyEntry entry = Streams.forChange(call, call.arg(2));
    if (entry == null) {
      throw new RefusedException(KEY_NEEDED);
    }
    return entry;
  }

  static Group existingGroup(Call call, KeyEntry entry) {
    Group group = StreamValue.of(entry).group(call.arg(3));
    if (group == null) {
      throw new RefusedException(
          "NOGROUP No such consumer group '"
              + Words.text(call.arg(3))
              + "' for key name '"
              + Words.text(call.arg(2))
              + "'");
    }
    return group;
  }

  private GroupCommands() {}
}
