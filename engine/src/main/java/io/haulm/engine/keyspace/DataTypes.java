package io.haulm.engine.keyspace;

import io.haulm.engine.keyspace.hash.HashCommands;
import io.haulm.engine.keyspace.hash.HashValue;
import io.haulm.engine.keyspace.list.ListCommands;
import io.haulm.engine.keyspace.list.ListValue;
import io.haulm.engine.keyspace.string.StringCommands;
import io.haulm.engine.keyspace.string.StringValue;

/** The one place that knows all types of values. */
final class DataTypes implements ValueFactory {
  private final long seed;

  DataTypes(long seed) {
    this.seed = seed;
  }

  @Override
  public Value empty(KeyType type) {
    return switch (type) {
      case STRING -> new StringValue();
      case LIST -> new ListValue();
      case HASH -> new HashValue(seed);
      case SET, SORTED_SET, STREAM ->
          throw new IllegalStateException("no " + type.word() + " yet, seed " + seed);
    };
  }

  /** Adds the commands of all types, and those of no type. */
  static void register(CommandTable commands) {
    TransactionCommands.register(commands);
    PubSubCommands.register(commands);
    KeyCommands.register(commands);
    StringCommands.register(commands);
    ListCommands.register(commands);
    HashCommands.register(commands);
  }
}
