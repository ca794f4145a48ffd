package io.haulm.engine.keyspace.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.Described;
import io.haulm.engine.keyspace.Sweep;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamSweepTest {
  private static final int ENTRIES = 3000;

  private final StreamValue stream = new StreamValue();

  private void change(StreamChange change, StreamValue... others) {
    stream.apply(change);
    for (StreamValue other : others) {
      other.apply(change);
    }
  }

  private static byte[][] fields(int i) {
    return new byte[][] {{'a'}, ("value " + i).getBytes(java.nio.charset.StandardCharsets.UTF_8)};
  }

  private static long[] row(long millis, long time, int owner, long deliveries) {
    long[] row = new long[PendingChunk.ROW_LONGS];
    PendingRow.put(row, 0, new StreamId(millis, 0), time, owner, deliveries);
    return row;
  }

  private void fill() {
    for (int i = 1; i <= ENTRIES; i++) {
      change(new StreamChange.Added(new StreamId(i, 0), fields(i)));
    }
    for (int group = 1; group <= 3; group++) {
      byte[] name = {(byte) ('a' + group)};
      change(new StreamChange.GroupSet(group, name, StreamId.MIN, 0));
      for (int consumer = 1; consumer <= 3; consumer++) {
        byte[] who = {(byte) ('x' + consumer)};
        change(new StreamChange.ConsumerSet(group, consumer, who, 5, Consumer.NEVER));
      }
      for (int i = 1; i <= ENTRIES; i += group) {
        change(
            new StreamChange.Delivered(
                group, new StreamId(i, 0), i, row(i, 100 + i, 1 + i % 3, 1)));
      }
    }
    for (int i = 1; i <= ENTRIES; i++) {
      change(new StreamChange.Delayed(new StreamId(10_000 + i, 0), fields(i)));
    }
  }

  /** All that can be seen of a stream, however it lies in memory. */
  private static String seen(StreamValue value) {
    StringBuilder text = new StringBuilder();
    text.append(value.lastId()).append(' ').append(value.entriesAdded());
    text.append(' ').append(value.maxDeletedId()).append(Described.of(value.options()));
    text.append(value.producers().keys());
    for (EntryRow row : new EntryRow[] {value.entries(), value.delayed()}) {
      EntryWalk walk = EntryWalk.upFrom(row, StreamId.MIN);
      while (walk.next()) {
        text.append('\n').append(walk.entry().id()).append(Described.of(walk.entry().fields()));
      }
    }
    for (Group group : value.groups()) {
      text.append('\n').append(Described.of(group.name)).append(group.lastDelivered);
      text.append(' ').append(group.entriesRead).append(' ').append(group.unowned);
      for (Consumer consumer : group.consumers()) {
        text.append(' ').append(Described.of(consumer.name)).append(consumer.pending);
      }
      PendingWalk walk = new PendingWalk(group.pending);
      while (walk.next()) {
        text.append('\n').append(walk.id()).append(' ').append(walk.timeMillis());
        text.append(' ').append(walk.owner()).append(' ').append(walk.deliveries());
      }
    }
    return text.toString();
  }

  @Test
  void aSweepTellsAllAndTellingTwiceChangesNothing() {
    fill();
    change(new StreamChange.Configured(new StreamOptions(7, 8, References.ACKED, true)));
    byte[] word = {1};
    change(new StreamChange.Produced(word, word, new StreamId(1, 0), 50));
    StreamValue copy = new StreamValue();

    for (int i = 0; i < 2; i++) {
      Sweep sweep = stream.sweep();
      for (var slice = sweep.next(); slice != null; slice = sweep.next()) {
        copy.apply(slice);
      }
      assertThat(seen(copy)).isEqualTo(seen(stream));
    }
    assertThat(seen((StreamValue) stream.copy())).isEqualTo(seen(stream));
  }

  @Test
  void aSliceIsSmall() {
    fill();
    Sweep sweep = stream.sweep();
    int slices = 0;
    for (var slice = sweep.next(); slice != null; slice = sweep.next()) {
      slices++;
      if (slice instanceof StreamChange.Entries(var blocks)) {
        int bytes = blocks.stream().mapToInt(block -> block.bytes().length).sum();
        assertThat(bytes).isLessThan(Sweep.SLICE_BYTES + EntryBlock.BYTES_MAX);
      }
    }
    assertThat(slices).isGreaterThan(10);
  }

  /** One value hears the changes only, as a log that has all; one the sweep and the changes. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aSweepMayBeMixedWithChanges(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    fill();
    StreamValue late = new StreamValue();
    StreamValue known = (StreamValue) stream.copy();
    Sweep sweep = stream.sweep();
    for (var slice = sweep.next(); slice != null; slice = sweep.next()) {
      late.apply(slice);
      known.apply(slice);
      for (int i = random.nextInt(4); i > 0; i--) {
        change(anyChange(random), late, known);
      }
    }
    assertThat(seen(late).lines()).containsExactlyElementsOf(seen(stream).lines().toList());
    assertThat(seen(known).lines()).containsExactlyElementsOf(seen(stream).lines().toList());
  }

  private StreamChange anyChange(SplittableRandom random) {
    long any = random.nextInt(1, ENTRIES);
    int group = random.nextInt(1, 5);
    byte[] name = {(byte) ('a' + group)};
    return switch (random.nextInt(13)) {
      case 0, 1, 2 -> new StreamChange.Added(stream.lastId().next(), fields(0));
      case 3, 4 -> new StreamChange.Deleted(new long[] {any, 0});
      case 5 -> new StreamChange.Trimmed(new StreamId(any / 4, 0));
      case 6 -> new StreamChange.Settled(group, new long[] {any, 0});
      case 7 -> new StreamChange.Pending(group, row(any, 7, random.nextInt(4), 9));
      case 8 -> new StreamChange.GroupSet(group, name, new StreamId(any, 0), any);
      case 9 -> new StreamChange.ConsumerGone(group, random.nextInt(1, 4));
      case 10 -> new StreamChange.Due(stream.delayed().firstId(), stream.lastId().next());
      case 11 -> new StreamChange.DelayedGone(new long[] {10_000 + any, 0});
      default -> new StreamChange.ConsumerSet(group, 3, new byte[] {'x' + 3}, 5, Consumer.NEVER);
    };
  }
}
