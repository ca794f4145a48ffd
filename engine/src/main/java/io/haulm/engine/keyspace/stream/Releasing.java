package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyWriter;

/** Gives pending entries back: from then on nobody owns them, until somebody else gets them. */
final class Releasing {
  private final KeyWriter writer;
  private final KeyEntry entry;
  private final Group group;
  private final RowList released = new RowList(1);
  private final Redelivery redelivery;

  Releasing(KeyWriter writer, KeyEntry entry, Group group) {
    this.writer = writer;
    this.entry = entry;
    this.group = group;
    redelivery = new Redelivery(writer, entry, group);
  }

  /** This entry is to be given back, if it can still be delivered to somebody. */
  void add(StreamId id, long deliveries) {
    boolean hasLimit = group.options.deliveriesMax() > 0;
    if (!hasLimit || redelivery.admits(id, deliveries)) {
      released.add(id.millis(), id.sequence(), 0, PendingRow.NOBODY, deliveries);
    }
  }

  /** Everything that is pending for a consumer is to be given back. */
  void addAll(Consumer consumer) {
    PendingWalk walk =
        new PendingWalk(group.pending, StreamId.MIN, consumer.number, Long.MAX_VALUE);
    int left = consumer.pending;
    while (left-- > 0 && walk.next()) {
      add(walk.id(), walk.deliveries());
    }
  }

  /** Does it; to be called when no list is being gone over. */
  void finish() {
    if (released.size() > 0) {
      writer.change(entry, new StreamChange.Pending(group.number, released.toArray()));
      writer.signalReady(entry.name());
    }
    redelivery.finish();
  }
}
