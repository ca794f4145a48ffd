package io.haulm.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.engine.keyspace.stream.GroupOptions;
import io.haulm.engine.keyspace.stream.PackedEntries;
import io.haulm.engine.keyspace.stream.References;
import io.haulm.engine.keyspace.stream.StreamChange;
import io.haulm.engine.keyspace.stream.StreamId;
import io.haulm.engine.keyspace.stream.StreamOptions;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StreamChangeCodecTest {
  private static final StreamId ID = new StreamId(1_700_000_000_000L, 3);
  private static final byte[][] FIELDS = {{'a'}, {1, -1}, {}, new byte[300]};
  private static final long[] IDS = {1_700_000_000_000L, 3, 1_700_000_000_000L, 4, 7, -1, -1, 0};
  private static final long[] ROWS = {
    1_700_000_000_000L, 3, 1_700_000_000_050L, (1L << 32) | 1, 1_700_000_000_001L, 0, 0, -1L
  };
  private static final List<PackedEntries> BLOCKS =
      List.of(
          new PackedEntries(ID, 3, new byte[] {1, 2, 3}), new PackedEntries(ID, 0, new byte[0]));

  private final StreamChangeCodec codec = new StreamChangeCodec();

  static Stream<StreamChange> changes() {
    byte[] name = {'g', 0, -1};
    return Stream.of(
        new StreamChange.Added(ID, FIELDS),
        new StreamChange.Added(StreamId.MAX, new byte[0][]),
        new StreamChange.Entries(BLOCKS),
        new StreamChange.Deleted(IDS),
        new StreamChange.Trimmed(ID),
        new StreamChange.Counters(ID, 77, StreamId.MIN),
        new StreamChange.Several(
            List.of(new StreamChange.Trimmed(ID), new StreamChange.GroupGone(4))),
        new StreamChange.Configured(new StreamOptions(86_400, 10_000, References.ACKED, true)),
        new StreamChange.Configured(new StreamOptions(1, 1, References.DELETE, false)),
        new StreamChange.Delayed(ID, FIELDS),
        new StreamChange.DelayedEntries(BLOCKS),
        new StreamChange.DelayedGone(IDS),
        new StreamChange.Due(ID, StreamId.MAX),
        new StreamChange.Produced(name, new byte[16], ID, 5),
        new StreamChange.ProducersForgotten(),
        new StreamChange.GroupSet(1, name, ID, -1),
        new StreamChange.GroupGone(Integer.MAX_VALUE),
        new StreamChange.GroupConfigured(2, new GroupOptions(1_000_000, name, true, 1L << 40)),
        new StreamChange.ConsumerSet(1, 5, name, 9, -1),
        new StreamChange.ConsumerGone(1, 5),
        new StreamChange.Delivered(1, ID, 12, ROWS),
        new StreamChange.Delivered(1, ID, -1, new long[0]),
        new StreamChange.Pending(1, ROWS),
        new StreamChange.Settled(1, IDS));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void whatIsWrittenIsReadBack(StreamChange change) throws BadFactException {
    assertThat(decode(encode(change))).usingRecursiveComparison().isEqualTo(change);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aChangeThatEndsTooEarlyIsRefused(StreamChange change) {
    byte[] whole = encode(change);
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> decode(part)).isInstanceOf(BadFactException.class);
    }
  }

  @Test
  void whatIsUnknownIsRefused() {
    assertThatThrownBy(() -> decode(new byte[] {99})).hasMessageContaining("kind 99 of a stream");
    assertThatThrownBy(() -> decode(new byte[] {31, 1}))
        .hasMessageContaining("kind 31 of a stream");
    assertThatThrownBy(() -> decode(new byte[] {7, 1, 1, 3, 0})).hasMessageContaining("way 3");
    assertThatThrownBy(() -> decode(new byte[] {15, 0})).hasMessageContaining("a number is 0");
  }

  /** One delivery of one entry is what a busy queue writes most. */
  @Test
  void aDeliveryOfOneEntryIsShort() {
    long[] row = {1_700_000_000_000L, 0, 1_700_000_000_900L, (1L << 32) | 1};
    assertThat(encode(new StreamChange.Delivered(1, ID, 5, row))).hasSizeLessThan(25);
    assertThat(encode(new StreamChange.Settled(1, new long[] {1_700_000_000_000L, 0})))
        .hasSizeLessThan(12);
  }

  /** The very bytes of a change are a promise to data that lies on users' disks. */
  @Test
  void theBytesOfChangesStayWhatTheyAre() {
    byte[][] fields = {{'a'}, {'b', 'c'}};
    assertThat(encode(new StreamChange.Added(new StreamId(300, 1), fields)))
        .containsExactly(1, 0xAC, 0x02, 1, 2, 1, 'a', 2, 'b', 'c');
    assertThat(encode(new StreamChange.Settled(1, new long[] {300, 1, 299, 1})))
        .containsExactly(37, 1, 2, 0xD8, 0x04, 2, 1, 0);
    assertThat(encode(new StreamChange.Pending(2, new long[] {300, 1, 299, (1L << 32) | 1})))
        .containsExactly(36, 2, 1, 0xD8, 0x04, 2, 1, 0);
  }

  private byte[] encode(StreamChange change) {
    HeadWriter writer = new HeadWriter();
    codec.write(writer, change);
    return writer.written().toArray(ValueLayout.JAVA_BYTE);
  }

  private StreamChange decode(byte[] bytes) throws BadFactException {
    HeadReader reader = new HeadReader();
    reader.begin(MemorySegment.ofArray(bytes));
    StreamChange change = codec.read(reader);
    reader.expectEnd();
    return change;
  }
}
