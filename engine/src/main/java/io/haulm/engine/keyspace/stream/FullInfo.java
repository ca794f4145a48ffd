package io.haulm.engine.keyspace.stream;

import io.haulm.engine.Check;
import io.haulm.engine.keyspace.ReplySink;

/**
 * What XINFO STREAM FULL answers. What Redis does not know is told last, and only of streams and
 * groups where it is in use.
 */
final class FullInfo {
  static final long COUNT_DEFAULT = 10;
  static final int PRODUCER_FIELDS = 6;

  private final StreamValue stream;
  private final ReplySink reply;
  private final int max;

  /**
   * A full answer.
   *
   * @param count how many entries and pending entries are told; 0 for all
   */
  FullInfo(StreamValue stream, ReplySink reply, long count) {
    this.stream = stream;
    this.reply = reply;
    long wanted = count < 0 ? COUNT_DEFAULT : count;
    max = wanted == 0 ? Integer.MAX_VALUE : (int) Math.min(wanted, Integer.MAX_VALUE);
  }

  void tell() {
    boolean hasProducers = hasProducers(stream);
    boolean hasOptions = hasOptions();
    reply.map(9 + (hasProducers ? PRODUCER_FIELDS : 0) + (hasOptions ? 3 : 0));
    tellCounters(stream, reply);
    if (hasProducers) {
      tellProducers(stream, reply);
    }
    reply.bulk("entries");
    int count = (int) Math.min(max, stream.entries().length());
    reply.array(count);
    EntryWalk walk = EntryWalk.upFrom(stream.entries(), StreamId.MIN);
    for (int i = 0; i < count; i++) {
      Check.invariant(walk.next(), "a stream has as many entries as it says");
      EntryReplies.entry(reply, walk.entry());
    }
    reply.bulk("groups");
    reply.array(stream.groups().size());
    stream.groups().forEach(this::tellGroup);
    if (hasOptions) {
      reply.bulk("delayed");
      reply.integer(stream.delayed().length());
      reply.bulk("trim-references");
      reply.bulk(stream.options().trim().word());
      reply.bulk("free-acked");
      reply.bulk(yesOrNo(stream.options().freesAcked()));
    }
  }

  private boolean hasOptions() {
    return stream.delayed().length() > 0
        || stream.options().trim() != References.KEEP
        || stream.options().freesAcked();
  }

  static String yesOrNo(boolean value) {
    return value ? "yes" : "no";
  }

  static void tellCounters(StreamValue stream, ReplySink reply) {
    reply.bulk("length");
    reply.integer(stream.entries().length());
    reply.bulk("radix-tree-keys");
    reply.integer(stream.entries().blocks());
    reply.bulk("radix-tree-nodes");
    reply.integer(stream.entries().blocks() + 1L);
    reply.bulk("last-generated-id");
    EntryReplies.id(reply, stream.lastId());
    reply.bulk("max-deleted-entry-id");
    EntryReplies.id(reply, stream.maxDeletedId());
    reply.bulk("entries-added");
    reply.integer(stream.entriesAdded());
    reply.bulk("recorded-first-entry-id");
    EntryReplies.id(reply, stream.firstEntryId());
  }

  static boolean hasProducers(StreamValue stream) {
    StreamOptions options = stream.options();
    return stream.producers().producers() > 0
        || options.idempotenceSeconds() != StreamOptions.DEFAULT.idempotenceSeconds()
        || options.idempotenceIds() != StreamOptions.DEFAULT.idempotenceIds();
  }

  static void tellProducers(StreamValue stream, ReplySink reply) {
    Producers producers = stream.producers();
    reply.bulk("idmp-duration");
    reply.integer(stream.options().idempotenceSeconds());
    reply.bulk("idmp-maxsize");
    reply.integer(stream.options().idempotenceIds());
    reply.bulk("pids-tracked");
    reply.integer(producers.producers());
    reply.bulk("iids-tracked");
    reply.integer(producers.keys());
    reply.bulk("iids-added");
    reply.integer(producers.added());
    reply.bulk("iids-duplicates");
    reply.integer(producers.duplicates());
  }

  static void tellProgress(StreamValue stream, Group group, ReplySink reply) {
    reply.bulk("entries-read");
    if (group.entriesRead == Group.UNKNOWN) {
      reply.nil();
    } else {
      reply.integer(group.entriesRead);
    }
    reply.bulk("lag");
    reply.integer(Position.lag(stream, group));
  }

  private void tellGroup(Group group) {
    boolean hasOptions = !group.options.equals(GroupOptions.DEFAULT);
    reply.map(7 + (hasOptions ? 5 : 0));
    reply.bulk("name");
    reply.bulk(group.name);
    reply.bulk("last-delivered-id");
    EntryReplies.id(reply, group.lastDelivered);
    tellProgress(stream, group, reply);
    reply.bulk("pel-count");
    reply.integer(group.pending.size());
    reply.bulk("pending");
    tellPending(group);
    reply.bulk("consumers");
    reply.array(group.consumers().size());
    for (Consumer consumer : group.consumers()) {
      tellConsumer(group, consumer);
    }
    if (hasOptions) {
      tellOptions(group);
    }
  }

  private void tellOptions(Group group) {
    reply.bulk("max-deliveries");
    reply.integer(group.options.deliveriesMax());
    reply.bulk("dead-letter");
    reply.bulk(group.options.deadLetters());
    reply.bulk("return-on-close");
    reply.bulk(yesOrNo(group.options.returnsOnClose()));
    reply.bulk("consumer-idle");
    reply.integer(group.options.consumerIdleMillis());
    reply.bulk("unowned");
    reply.integer(group.unowned);
  }

  private void tellPending(Group group) {
    int count = Math.min(max, group.pending.size());
    reply.array(count);
    PendingWalk walk = new PendingWalk(group.pending);
    for (int i = 0; i < count; i++) {
      Check.invariant(walk.next(), "a list of pending entries is as long as it says");
      Consumer owner = group.consumer(walk.owner());
      reply.array(4);
      EntryReplies.id(reply, walk.millis(), walk.sequence());
      reply.bulk(owner == null ? new byte[0] : owner.name);
      reply.integer(walk.timeMillis());
      reply.integer(walk.deliveries());
    }
  }

  private void tellConsumer(Group group, Consumer consumer) {
    reply.map(5);
    reply.bulk("name");
    reply.bulk(consumer.name);
    reply.bulk("seen-time");
    reply.integer(consumer.seenMillis);
    reply.bulk("active-time");
    reply.integer(consumer.activeMillis);
    reply.bulk("pel-count");
    reply.integer(consumer.pending);
    reply.bulk("pending");
    int count = Math.min(max, consumer.pending);
    reply.array(count);
    PendingWalk walk =
        new PendingWalk(group.pending, StreamId.MIN, consumer.number, Long.MAX_VALUE);
    for (int i = 0; i < count; i++) {
      Check.invariant(walk.next(), "as many entries are pending for a consumer as it says");
      reply.array(3);
      EntryReplies.id(reply, walk.millis(), walk.sequence());
      reply.integer(walk.timeMillis());
      reply.integer(walk.deliveries());
    }
  }
}
