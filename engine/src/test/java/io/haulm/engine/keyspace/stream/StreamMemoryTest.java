package io.haulm.engine.keyspace.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamMemoryTest {
  private static final int ENTRIES = 200_000;
  // What Redis 7.0 takes, measured.
  private static final double REDIS_ENTRY_BYTES = 114.7;
  private static final double REDIS_PENDING_BYTES = 84.3;

  private static StreamValue stream() {
    StreamValue stream = new StreamValue();
    for (int i = 0; i < ENTRIES; i++) {
      byte[][] fields = {{'d', 'a', 't', 'a'}, new byte[100]};
      stream.apply(new StreamChange.Added(new StreamId(1_700_000_000_000L + i / 4, i % 4), fields));
    }
    return stream;
  }

  private static void readAll(StreamValue stream) {
    stream.apply(new StreamChange.GroupSet(1, new byte[] {'g'}, StreamId.MIN, 0));
    stream.apply(new StreamChange.ConsumerSet(1, 1, new byte[] {'c'}, 0, 0));
    for (int i = 0; i < ENTRIES; i++) {
      StreamId id = new StreamId(1_700_000_000_000L + i / 4, i % 4);
      long[] rows = new long[PendingChunk.ROW_LONGS];
      PendingRow.put(rows, 0, id, 1_700_000_000_000L, 1, 1);
      stream.apply(new StreamChange.Delivered(1, id, i + 1L, rows));
    }
  }

  @Test
  void anEntryTakesNoMoreThanInRedis() {
    assertThat((double) stream().bytes() / ENTRIES).isLessThan(REDIS_ENTRY_BYTES);
  }

  @Test
  void aPendingEntryTakesLessThanHalfOfThatInRedis() {
    StreamValue stream = stream();
    long before = stream.bytes();
    readAll(stream);
    assertThat((double) (stream.bytes() - before) / ENTRIES).isLessThan(REDIS_PENDING_BYTES / 2);
  }

  @Test
  void theHeapGrowsByWhatTheStreamSaysItTakes() {
    List<StreamValue> kept = new ArrayList<>();
    long before = usedBytes();
    kept.add(stream());
    readAll(kept.getFirst());
    double grown = usedBytes() - before;
    double said = kept.getFirst().bytes();
    assertThat(grown).isBetween(said * 0.85, said * 1.15);
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }
}
