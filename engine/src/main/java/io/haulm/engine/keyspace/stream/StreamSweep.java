package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.Sweep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a whole stream. First the counters and options, then the delayed entries, the entries, and
 * group by group who consumes and what is pending.
 *
 * <p>Delayed entries come before the others: one that falls due during the sweep has then either
 * been told, or comes later as an entry. Each slice is made when it is asked for, so it says what
 * is true then.
 */
final class StreamSweep implements Sweep {
  private static final int ROWS_PER_SLICE = SLICE_BYTES / (PendingChunk.ROW_LONGS * Long.BYTES);
  private static final int CONSUMERS_PER_SLICE = 256;

  private enum Part {
    COUNTERS,
    PRODUCERS,
    DELAYED,
    ENTRIES,
    GROUP,
    CONSUMERS,
    PENDING,
    END
  }

  private final StreamValue stream;
  private Part part = Part.COUNTERS;

  /** Of entries and pending entries: all up to this one has been told of the present part. */
  private StreamId told = StreamId.MIN;

  /** Number of the group that is being told. */
  private int group;

  /** Number of the next consumer to tell of. */
  private int consumer;

  StreamSweep(StreamValue stream) {
    this.stream = stream;
  }

  @Override
  public @Nullable StreamChange next() {
    StreamChange slice = null;
    while (slice == null && part != Part.END) {
      slice = tell();
    }
    return slice;
  }

  /** The next slice of the present part; null, and the next part begins, when it is over. */
  private @Nullable StreamChange tell() {
    return switch (part) {
      case COUNTERS -> {
        begin(Part.PRODUCERS);
        yield tellCounters();
      }
      case PRODUCERS -> {
        begin(Part.DELAYED);
        yield tellProducers();
      }
      case DELAYED -> {
        List<PackedEntries> slice = slice(stream.delayed(), Part.ENTRIES);
        yield slice.isEmpty() ? null : new StreamChange.DelayedEntries(slice);
      }
      case ENTRIES -> {
        List<PackedEntries> slice = slice(stream.entries(), Part.GROUP);
        yield slice.isEmpty() ? null : new StreamChange.Entries(slice);
      }
      case GROUP -> tellGroup();
      case CONSUMERS -> tellConsumers();
      case PENDING -> tellPending();
      case END -> null;
    };
  }

  private void begin(Part next) {
    part = next;
    told = StreamId.MIN;
    consumer = 1;
  }

  private StreamChange tellCounters() {
    StreamChange counters =
        new StreamChange.Counters(stream.lastId(), stream.entriesAdded(), stream.maxDeletedId());
    return stream.options().equals(StreamOptions.DEFAULT)
        ? counters
        : new StreamChange.Several(
            List.of(counters, new StreamChange.Configured(stream.options())));
  }

  // All at once: the order of the producers changes with each of their entries.
  private @Nullable StreamChange tellProducers() {
    if (stream.producers().producers() == 0) {
      return null;
    }
    List<StreamChange> all = new ArrayList<>();
    stream.producers().forEach(all::add);
    return new StreamChange.Several(all);
  }

  private List<PackedEntries> slice(EntryRow row, Part following) {
    List<PackedEntries> blocks = new ArrayList<>();
    int bytes = 0;
    int index = Math.max(0, row.indexOf(told.millis(), told.sequence()));
    for (; index < row.blocks() && bytes < SLICE_BYTES; index++) {
      EntryBlock block = row.block(index);
      PackedEntries packed = block.packedAfter(told);
      if (packed != null) {
        blocks.add(packed);
        bytes += packed.bytes().length;
        told = new StreamId(block.lastMillis, block.lastSequence);
      }
    }
    if (blocks.isEmpty()) {
      begin(following);
    }
    return blocks;
  }

  private @Nullable StreamChange tellGroup() {
    Group found = stream.groupFrom(group);
    if (found == null) {
      begin(Part.END);
      return null;
    }
    group = found.number;
    begin(Part.CONSUMERS);
    StreamChange set =
        new StreamChange.GroupSet(found.number, found.name, found.lastDelivered, found.entriesRead);
    return found.options.equals(GroupOptions.DEFAULT)
        ? set
        : new StreamChange.Several(
            List.of(set, new StreamChange.GroupConfigured(found.number, found.options)));
  }

  private @Nullable Group presentGroup() {
    Group found = stream.groupFrom(group);
    return found == null || found.number != group ? null : found;
  }

  private @Nullable StreamChange tellConsumers() {
    Group of = presentGroup();
    List<StreamChange> slice = new ArrayList<>();
    Consumer next = of == null ? null : of.consumerFrom(consumer);
    while (of != null && next != null && slice.size() < CONSUMERS_PER_SLICE) {
      consumer = next.number + 1;
      slice.add(
          new StreamChange.ConsumerSet(
              group, next.number, next.name, next.seenMillis, next.activeMillis));
      next = of.consumerFrom(consumer);
    }
    if (slice.isEmpty()) {
      begin(Part.PENDING);
      return null;
    }
    return new StreamChange.Several(slice);
  }

  private @Nullable StreamChange tellPending() {
    Group of = presentGroup();
    long[] rows = new long[ROWS_PER_SLICE * PendingChunk.ROW_LONGS];
    int count = 0;
    if (of != null) {
      StreamId from = told.isZero() ? told : told.next();
      PendingWalk walk = new PendingWalk(of.pending, from, PendingWalk.ANYBODY, Long.MAX_VALUE);
      while (count < ROWS_PER_SLICE && walk.next()) {
        told = walk.id();
        PendingRow.put(rows, count++, told, walk.timeMillis(), walk.owner(), walk.deliveries());
      }
    }
    if (count == 0) {
      group++;
      begin(Part.GROUP);
      return null;
    }
    return new StreamChange.Pending(group, Arrays.copyOf(rows, count * PendingChunk.ROW_LONGS));
  }
}
