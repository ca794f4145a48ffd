package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.Handler;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.ReplySink;
import io.haulm.engine.keyspace.Words;

/** XINFO. */
final class InfoCommands {
  private static final String[] HELP = {
    "XINFO <subcommand> [<arg> [value] [opt] ...]. Subcommands are:",
    "CONSUMERS <key> <groupname>",
    "    Show consumers of <groupname>.",
    "GROUPS <key>",
    "    Show the stream consumer groups.",
    "STREAM <key> [FULL [COUNT <count>]",
    "    Show information about the stream.",
    "HELP",
    "    Prints this help."
  };

  static void register(CommandTable commands) {
    commands.addContainer(
        CommandSpec.of(
            "xinfo", -2, Streams.GROUP, "5.0.0", "A container for stream introspection commands"));
    add(commands, "stream", -3, "Returns information about a stream", InfoCommands::stream);
    add(
        commands,
        "groups",
        3,
        "Returns a list of the consumer groups of a stream",
        InfoCommands::groups);
    add(
        commands,
        "consumers",
        4,
        "Returns a list of the consumers in a consumer group",
        InfoCommands::consumers);
    commands.add(
        CommandSpec.of(
            "xinfo|help",
            2,
            Streams.GROUP,
            "5.0.0",
            "Returns helpful text about the different subcommands"),
        call -> GroupCommands.tellHelp(call, HELP));
  }

  private static void add(
      CommandTable commands, String name, int arity, String summary, Handler handler) {
    commands.add(
        CommandSpec.of("xinfo|" + name, arity, Streams.GROUP, "5.0.0", summary)
            .flags(Flag.READONLY)
            .keys(2, 2, 1),
        handler);
  }

  private static void stream(Call call) {
    boolean isFull = call.count() > 3 && call.is(3, "FULL");
    boolean hasCount = call.count() == 6 && call.is(4, "COUNT");
    boolean isRight = call.count() == 3 || (isFull && (call.count() == 4 || hasCount));
    if (!isRight) {
      throw new RefusedException(
          "ERR unknown subcommand or wrong number of arguments for '"
              + call.text(1)
              + "'. Try XINFO HELP.");
    }
    long count = hasCount ? call.integer(5) : FullInfo.COUNT_DEFAULT;
    StreamValue stream = Streams.existing(call, call.arg(2));
    if (isFull) {
      new FullInfo(stream, call.reply(), count).tell();
    } else {
      tellStream(stream, call.reply());
    }
  }

  private static void tellStream(StreamValue stream, ReplySink reply) {
    boolean hasProducers = FullInfo.hasProducers(stream);
    reply.map(10 + (hasProducers ? FullInfo.PRODUCER_FIELDS : 0));
    FullInfo.tellCounters(stream, reply);
    if (hasProducers) {
      FullInfo.tellProducers(stream, reply);
    }
    reply.bulk("groups");
    reply.integer(stream.groups().size());
    reply.bulk("first-entry");
    tellEdge(reply, stream, stream.firstEntryId());
    reply.bulk("last-entry");
    tellEdge(reply, stream, stream.lastEntryId());
  }

  private static void tellEdge(ReplySink reply, StreamValue stream, StreamId id) {
    EntryCursor found = EntryWalk.find(stream.entries(), id.millis(), id.sequence());
    if (found == null) {
      reply.nil();
    } else {
      EntryReplies.entry(reply, found);
    }
  }

  private static void groups(Call call) {
    StreamValue stream = Streams.existing(call, call.arg(2));
    ReplySink reply = call.reply();
    reply.array(stream.groups().size());
    for (Group group : stream.groups()) {
      reply.map(6);
      reply.bulk("name");
      reply.bulk(group.name);
      reply.bulk("consumers");
      reply.integer(group.consumers().size());
      reply.bulk("pending");
      reply.integer(group.pending.size());
      reply.bulk("last-delivered-id");
      EntryReplies.id(reply, group.lastDelivered);
      FullInfo.tellProgress(stream, group, reply);
    }
  }

  private static void consumers(Call call) {
    StreamValue stream = Streams.existing(call, call.arg(2));
    Group group = stream.group(call.arg(3));
    if (group == null) {
      throw new RefusedException(
          "NOGROUP No such consumer group '"
              + Words.text(call.arg(3))
              + "' for key name '"
              + Words.text(call.arg(2))
              + "'");
    }
    ReplySink reply = call.reply();
    reply.array(group.consumers().size());
    for (Consumer consumer : group.consumers()) {
      reply.map(4);
      reply.bulk("name");
      reply.bulk(consumer.name);
      reply.bulk("pending");
      reply.integer(consumer.pending);
      reply.bulk("idle");
      reply.integer(Math.max(0, call.nowMillis() - consumer.seenMillis));
      reply.bulk("inactive");
      reply.integer(
          consumer.activeMillis == Consumer.NEVER
              ? Consumer.NEVER
              : Math.max(0, call.nowMillis() - consumer.activeMillis));
    }
  }

  private InfoCommands() {}
}
