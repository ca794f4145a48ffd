package io.haulm.engine.keyspace.hash;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.ReplySink;
import org.jspecify.annotations.Nullable;

/** All commands on hashes. */
public final class HashCommands {
  static final String GROUP = "hash";

  /** Adds the commands. */
  public static void register(CommandTable commands) {
    HashSetCommands.register(commands);
    HashGetCommands.register(commands);
    HashWalkCommands.register(commands);
    FieldExpireCommands.register(commands);
    FieldTimeCommands.register(commands);
    FieldGetSetCommands.register(commands);
  }

  /** The hash that is the command's key; null when there is none. */
  static @Nullable KeyEntry find(Call call) {
    return call.find(call.arg(1), KeyType.HASH);
  }

  /** A field of the hash, if there are a hash and a field. */
  static @Nullable Pair find(@Nullable KeyEntry entry, byte[] field) {
    return entry == null ? null : HashValue.of(entry).fields().find(field);
  }

  /** How many fields there are. */
  static int size(@Nullable KeyEntry entry) {
    return entry == null ? 0 : HashValue.of(entry).fields().size();
  }

  /** Makes a change to the hash that is the command's key; makes the key if there is none. */
  static KeyEntry change(Call call, @Nullable KeyEntry entry, HashChange change) {
    if (entry == null) {
      return call.create(call.arg(1), new HashValue(call.chance().next()), change);
    }
    call.change(entry, change);
    return entry;
  }

  /** Answers with a value, or with nothing. */
  static void tellValue(ReplySink reply, @Nullable Pair pair) {
    if (pair == null) {
      reply.nil();
    } else {
      reply.bulk(pair.value());
    }
  }

  private HashCommands() {}
}
