package io.haulm.server.redis;

import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandSpec.Keys;
import io.haulm.engine.keyspace.CommandTable.Found;
import io.haulm.engine.keyspace.ReplySink;
import java.util.List;

/** A command as COMMAND tells of it. */
final class CommandDescription {
  private static final int FIELDS = 10;

  private CommandDescription() {}

  /** All ten fields, as COMMAND INFO has them. */
  static void tell(Found command, ReplySink reply) {
    CommandSpec spec = command.spec();
    reply.array(FIELDS);
    reply.bulk(spec.name());
    reply.integer(spec.arity());
    statuses(spec.flags().stream().map(Flag::word).toList(), reply);
    switch (spec.keys()) {
      case Keys.None _ -> places(reply, 0, 0, 0);
      case Keys.Range(int first, int last, int step) -> places(reply, first, last, step);
      case Keys.Movable movable -> places(reply, movable.first(), movable.last(), movable.step());
    }
    statuses(AclCategories.of(spec).stream().map(category -> "@" + category).toList(), reply);
    reply.array(0);
    tellKeySpecs(spec, reply);
    List<Found> subcommands = command.subcommands();
    reply.array(subcommands.size());
    subcommands.forEach(subcommand -> tell(subcommand, reply));
  }

  /** Its name and what it is for, as COMMAND DOCS has it. */
  static void tellDocs(Found command, ReplySink reply) {
    CommandSpec spec = command.spec();
    List<Found> subcommands = command.subcommands();
    reply.bulk(spec.name());
    reply.map(subcommands.isEmpty() ? 3 : 4);
    reply.bulk("summary");
    reply.bulk(spec.summary());
    reply.bulk("since");
    reply.bulk(spec.since());
    reply.bulk("group");
    reply.bulk(spec.group());
    if (!subcommands.isEmpty()) {
      reply.bulk("subcommands");
      reply.map(subcommands.size());
      subcommands.forEach(subcommand -> tellDocs(subcommand, reply));
    }
  }

  /** What the command does to its keys. */
  static void tellKeyFlags(CommandSpec spec, ReplySink reply) {
    statuses(spec.is(Flag.WRITE) ? List.of("RW", "update") : List.of("RO", "access"), reply);
  }

  private static void tellKeySpecs(CommandSpec spec, ReplySink reply) {
    switch (spec.keys()) {
      case Keys.None _ -> reply.array(0);
      case Keys.Range(int first, int last, int step) -> {
        beginKeySpec(spec, reply);
        reply.bulk("index");
        reply.bulk("spec");
        reply.map(1);
        reply.bulk("index");
        reply.integer(first);
        reply.bulk("find_keys");
        reply.map(2);
        reply.bulk("type");
        reply.bulk("range");
        reply.bulk("spec");
        reply.map(3);
        reply.bulk("lastkey");
        // Counted from the first key, or from the end.
        reply.integer(last < 0 ? last : last - first);
        reply.bulk("keystep");
        reply.integer(step);
        reply.bulk("limit");
        reply.integer(0);
      }
      case Keys.Movable _ -> {
        beginKeySpec(spec, reply);
        reply.bulk("unknown");
        reply.bulk("spec");
        reply.map(0);
        reply.bulk("find_keys");
        reply.map(2);
        reply.bulk("type");
        reply.bulk("unknown");
        reply.bulk("spec");
        reply.map(0);
      }
    }
  }

  private static void beginKeySpec(CommandSpec spec, ReplySink reply) {
    reply.array(1);
    reply.map(3);
    reply.bulk("flags");
    tellKeyFlags(spec, reply);
    reply.bulk("begin_search");
    reply.map(2);
    reply.bulk("type");
  }

  private static void places(ReplySink reply, int first, int last, int step) {
    reply.integer(first);
    reply.integer(last);
    reply.integer(step);
  }

  private static void statuses(List<String> words, ReplySink reply) {
    reply.set(words.size());
    words.forEach(reply::status);
  }
}
