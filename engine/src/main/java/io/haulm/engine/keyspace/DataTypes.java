package io.haulm.engine.keyspace;

import io.haulm.engine.keyspace.hash.HashCommands;
import io.haulm.engine.keyspace.hash.HashValue;
import io.haulm.engine.keyspace.list.ListCommands;
import io.haulm.engine.keyspace.list.ListValue;
import io.haulm.engine.keyspace.set.SetCommands;
import io.haulm.engine.keyspace.set.SetValue;
import io.haulm.engine.keyspace.sortedset.SortedSetCommands;
import io.haulm.engine.keyspace.sortedset.SortedSetValue;
import io.haulm.engine.keyspace.stream.StreamCommands;
import io.haulm.engine.keyspace.stream.StreamValue;
import io.haulm.engine.keyspace.string.StringCommands;
import io.haulm.engine.keyspace.string.StringValue;
import java.util.List;

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
      case SET -> new SetValue(seed);
      case SORTED_SET -> new SortedSetValue(seed);
      case LIST -> new ListValue();
      case HASH -> new HashValue(seed);
      case STREAM -> new StreamValue();
    };
  }

  /** A list of these elements, for SORT to store. */
  static Value list(List<byte[]> elements) {
    return ListValue.of(elements);
  }

  /** Adds the commands of all types, and those of no type. */
  static void register(CommandTable commands) {
    TransactionCommands.register(commands);
    PubSubCommands.register(commands);
    KeyCommands.register(commands);
    ExpiryCommands.register(commands);
    RenameCommands.register(commands);
    DatabaseCommands.register(commands);
    ScanCommands.register(commands);
    ObjectCommands.register(commands);
    SortCommands.register(commands);
    StringCommands.register(commands);
    SetCommands.register(commands);
    SortedSetCommands.register(commands);
    ListCommands.register(commands);
    HashCommands.register(commands);
    StreamCommands.register(commands);
  }
}
