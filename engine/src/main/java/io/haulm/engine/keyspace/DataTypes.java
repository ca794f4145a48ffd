package io.haulm.engine.keyspace;

import io.haulm.engine.keyspace.stream.StreamCommands;
import io.haulm.engine.keyspace.stream.StreamValue;
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
      case STREAM -> new StreamValue();
      case LIST, HASH, SET, SORTED_SET ->
          throw new IllegalStateException("no " + type.word() + " yet, seed " + seed);
    };
  }

  /** Adds the commands of all types, and those of no type. */
  static void register(CommandTable commands) {
    TransactionCommands.register(commands);
    PubSubCommands.register(commands);
    KeyCommands.register(commands);
    StringCommands.register(commands);
    StreamCommands.register(commands);
  }
}
