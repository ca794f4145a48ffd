package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyWriter;
import java.util.ArrayList;
import java.util.List;

/** Looks after consumers that are not there any more, where a group is so configured. */
final class Housekeeping {
  /** When this is next to be done for a group; {@link Long#MAX_VALUE} when never. */
  static long nextMillis(Group group) {
    GroupOptions options = group.options;
    long next = Long.MAX_VALUE;
    for (Consumer consumer : group.consumers()) {
      if (options.returnsOnClose() && isOrphan(consumer)) {
        return 0;
      }
      if (options.consumerIdleMillis() > 0) {
        next = Math.min(next, consumer.seenMillis + options.consumerIdleMillis());
      }
    }
    return next;
  }

  /** Does it for all groups of a stream. */
  static void run(KeyWriter writer, KeyEntry entry) {
    StreamValue stream = StreamValue.of(entry);
    for (Group group : List.copyOf(stream.groups())) {
      for (Consumer consumer : new ArrayList<>(group.consumers())) {
        lookAfter(writer, entry, group, consumer);
      }
      stream.dueAt(nextMillis(group));
    }
  }

  private static void lookAfter(KeyWriter writer, KeyEntry entry, Group group, Consumer consumer) {
    GroupOptions options = group.options;
    if (consumer.isWaiting()) {
      consumer.seen(writer.nowMillis());
    }
    boolean isIdle =
        options.consumerIdleMillis() > 0
            && consumer.seenMillis + options.consumerIdleMillis() <= writer.nowMillis();
    if (isIdle || (options.returnsOnClose() && isOrphan(consumer))) {
      Releasing releasing = new Releasing(writer, entry, group);
      releasing.addAll(consumer);
      releasing.finish();
    }
    if (isIdle) {
      writer.change(entry, new StreamChange.ConsumerGone(group.number, consumer.number));
      writer.notify(EventClass.STREAM, "xgroup-delconsumer", entry.name());
    }
  }

  private static boolean isOrphan(Consumer consumer) {
    return consumer.pending > 0 && consumer.clients.isEmpty();
  }

  private Housekeeping() {}
}
