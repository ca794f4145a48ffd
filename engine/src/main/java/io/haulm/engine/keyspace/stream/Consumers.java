package io.haulm.engine.keyspace.stream;

import io.haulm.engine.Check;
import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.KeyEntry;

/** Finds the consumers that commands name. */
final class Consumers {
  /** The consumer of this name, who comes into being if it must; it has been seen now. */
  static Consumer seen(Call call, KeyEntry entry, Group group, byte[] name) {
    Consumer consumer = group.consumer(name);
    if (consumer == null) {
      consumer = create(call, entry, group, name);
    }
    StreamValue.of(entry).awake(call.nowMillis());
    consumer.seen(call.nowMillis());
    ConsumerTie.tie(call.client(), entry, consumer);
    return consumer;
  }

  /** Makes a consumer; there must be none of this name. */
  static Consumer create(Call call, KeyEntry entry, Group group, byte[] name) {
    call.change(
        entry,
        new StreamChange.ConsumerSet(
            group.number, group.freeNumber(), name, call.nowMillis(), Consumer.NEVER));
    call.notify(EventClass.STREAM, "xgroup-createconsumer", entry.name());
    return Check.present(group.consumer(name), "a consumer that was made is there");
  }

  /** Everything that is pending for one consumer is pending for another one, as it was. */
  static void handOver(Call call, KeyEntry entry, Group group, Consumer consumer, byte[] toName) {
    Consumer other = group.consumer(toName);
    if (other == null) {
      other = create(call, entry, group, toName);
    }
    if (other != consumer && consumer.pending > 0) {
      RowList rows = new RowList(consumer.pending);
      PendingWalk walk =
          new PendingWalk(group.pending, StreamId.MIN, consumer.number, Long.MAX_VALUE);
      while (walk.next()) {
        rows.add(
            walk.millis(), walk.sequence(), walk.timeMillis(), other.number, walk.deliveries());
      }
      call.change(entry, new StreamChange.Pending(group.number, rows.toArray()));
    }
  }

  private Consumers() {}
}
