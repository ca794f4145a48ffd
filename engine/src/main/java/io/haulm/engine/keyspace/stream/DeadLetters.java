package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.KeyWriter;
import io.haulm.engine.keyspace.Words;
import java.util.Arrays;

/**
 * Moves entries that were delivered too often to a stream of their own. They stay in the stream
 * that they come from, because other groups may need them, but are not pending there any more.
 */
final class DeadLetters {
  private static final byte[] STREAM = Words.bytes("dead-letter-stream");
  private static final byte[] GROUP = Words.bytes("dead-letter-group");
  private static final byte[] ID = Words.bytes("dead-letter-id");
  private static final byte[] DELIVERIES = Words.bytes("dead-letter-deliveries");

  /**
   * True when an entry that was delivered so often is not to be delivered again, and can be moved.
   * It cannot be while the key of the dead letters holds another type.
   */
  static boolean isDue(KeyWriter writer, Group group, long deliveries) {
    GroupOptions options = group.options;
    if (options.deliveriesMax() == 0 || deliveries < options.deliveriesMax()) {
      return false;
    }
    KeyEntry target = writer.peek(options.deadLetters());
    return target == null || target.value().type() == KeyType.STREAM;
  }

  /**
   * Copies an entry to the dead letters, with four more fields that say where it comes from. It
   * must be settled then.
   */
  static void add(
      KeyWriter writer, KeyEntry from, Group group, EntryCursor entry, long deliveries) {
    byte[][] fields = entry.fields();
    int length = fields.length;
    byte[][] all = Arrays.copyOf(fields, length + 8);
    all[length] = STREAM;
    all[length + 1] = from.name();
    all[length + 2] = GROUP;
    all[length + 3] = group.name;
    all[length + 4] = ID;
    all[length + 5] = entry.id().toBytes();
    all[length + 6] = DELIVERIES;
    all[length + 7] = Words.bytes(Long.toString(deliveries));
    byte[] name = group.options.deadLetters();
    KeyEntry target = writer.peek(name);
    StreamValue stream = target == null ? null : StreamValue.of(target);
    var _ = Adding.add(writer, target, name, Adding.nextId(stream, writer.nowMillis()), all);
  }

  private DeadLetters() {}
}
