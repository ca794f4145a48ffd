package io.haulm.engine.keyspace.hash;

import static io.haulm.engine.keyspace.hash.HashCommands.GROUP;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.Handler;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.ReplySink;

/** Looks at hashes. */
final class HashGetCommands {
  static void register(CommandTable commands) {
    addFast(commands, "hget", 3, "Returns the value of a field", HashGetCommands::get);
    addFast(commands, "hmget", -3, "Returns the values of fields", HashGetCommands::getSome);
    addFast(commands, "hlen", 2, "Counts the fields of a hash", HashGetCommands::length);
    addFast(commands, "hexists", 3, "Says whether a field exists", HashGetCommands::exists);
    commands.add(
        CommandSpec.of("hstrlen", 3, GROUP, "3.2.0", "Returns the length of a field's value")
            .flags(Flag.READONLY, Flag.FAST)
            .oneKey(),
        HashGetCommands::valueLength);
    add(commands, "hgetall", "Returns all fields and their values", HashGetCommands::getAll);
    add(commands, "hkeys", "Returns all fields of a hash", HashGetCommands::fields);
    add(commands, "hvals", "Returns all values of a hash", HashGetCommands::values);
  }

  private static void addFast(
      CommandTable commands, String name, int arity, String summary, Handler handler) {
    commands.add(
        CommandSpec.of(name, arity, GROUP, "2.0.0", summary)
            .flags(Flag.READONLY, Flag.FAST)
            .oneKey(),
        handler);
  }

  private static void add(CommandTable commands, String name, String summary, Handler handler) {
    commands.add(
        CommandSpec.of(name, 2, GROUP, "2.0.0", summary).flags(Flag.READONLY).oneKey(), handler);
  }

  private static void get(Call call) {
    HashCommands.tellValue(call.reply(), HashCommands.find(HashCommands.find(call), call.arg(2)));
  }

  private static void getSome(Call call) {
    KeyEntry entry = HashCommands.find(call);
    call.reply().array(call.count() - 2);
    for (int i = 2; i < call.count(); i++) {
      HashCommands.tellValue(call.reply(), HashCommands.find(entry, call.arg(i)));
    }
  }

  private static void length(Call call) {
    call.reply().integer(HashCommands.size(HashCommands.find(call)));
  }

  private static void exists(Call call) {
    Pair pair = HashCommands.find(HashCommands.find(call), call.arg(2));
    call.reply().integer(pair == null ? 0 : 1);
  }

  private static void valueLength(Call call) {
    Pair pair = HashCommands.find(HashCommands.find(call), call.arg(2));
    call.reply().integer(pair == null ? 0 : pair.value().length);
  }

  private static void getAll(Call call) {
    KeyEntry entry = HashCommands.find(call);
    ReplySink reply = call.reply();
    reply.map(HashCommands.size(entry));
    if (entry != null) {
      HashValue.of(entry)
          .fields()
          .forEach(pair -> {
            reply.bulk(pair.field());
            reply.bulk(pair.value());
          });
    }
  }

  private static void fields(Call call) {
    KeyEntry entry = HashCommands.find(call);
    call.reply().array(HashCommands.size(entry));
    if (entry != null) {
      HashValue.of(entry).fields().forEach(pair -> call.reply().bulk(pair.field()));
    }
  }

  private static void values(Call call) {
    KeyEntry entry = HashCommands.find(call);
    call.reply().array(HashCommands.size(entry));
    if (entry != null) {
      HashValue.of(entry).fields().forEach(pair -> call.reply().bulk(pair.value()));
    }
  }

  private HashGetCommands() {}
}
