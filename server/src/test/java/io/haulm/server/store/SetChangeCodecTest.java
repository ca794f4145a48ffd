package io.haulm.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.engine.keyspace.KeyChange;
import io.haulm.engine.keyspace.set.SetChange;
import io.haulm.engine.keyspace.sortedset.SortedSetChange;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SetChangeCodecTest {
  private static final byte[][] MEMBERS = {
    "one".getBytes(StandardCharsets.UTF_8), {}, {0, -1, 127}, new byte[300]
  };
  private static final byte[][] NONE = {};

  private final SetChangeCodec sets = new SetChangeCodec();
  private final SortedSetChangeCodec sortedSets = new SortedSetChangeCodec();

  static Stream<KeyChange> changes() {
    double[] scores = {0, -1.5, Double.NEGATIVE_INFINITY, Double.MIN_VALUE};
    return Stream.of(
        new SetChange.Added(MEMBERS),
        new SetChange.Removed(MEMBERS),
        new SetChange.Removed(NONE),
        new SortedSetChange.Scored(MEMBERS, scores),
        new SortedSetChange.Removed(MEMBERS));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void whatIsWrittenIsReadBack(KeyChange change) throws BadFactException {
    assertThat(decode(encode(change), change)).usingRecursiveComparison().isEqualTo(change);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aChangeThatEndsTooEarlyIsRefused(KeyChange change) {
    byte[] whole = encode(change);
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> decode(part, change)).isInstanceOf(BadFactException.class);
    }
  }

  @Test
  void anUnknownKindIsRefused() {
    byte[] unknown = {9};
    assertThatThrownBy(() -> decode(unknown, new SetChange.Added(NONE)))
        .hasMessageContaining("kind 9 of a set's change");
    assertThatThrownBy(() -> decode(unknown, new SortedSetChange.Removed(NONE)))
        .hasMessageContaining("kind 9 of a sorted set's change");
  }

  @Test
  void aScoreThatIsNoNumberIsRefused() {
    byte[][] member = {{'m'}};
    byte[] bytes = encode(new SortedSetChange.Scored(member, new double[] {Double.NaN}));
    assertThatThrownBy(() -> decode(bytes, new SortedSetChange.Removed(NONE)))
        .hasMessageContaining("a score is no number");
  }

  /** The very bytes of a change are a promise to data that lies on users' disks. */
  @Test
  void theBytesOfAChangeStayWhatTheyAre() {
    byte[][] members = {{'a'}, {'b', 'c'}};
    assertThat(encode(new SetChange.Added(members))).containsExactly(1, 2, 1, 'a', 2, 'b', 'c');
    assertThat(encode(new SetChange.Removed(members))).containsExactly(2, 2, 1, 'a', 2, 'b', 'c');
    assertThat(encode(new SortedSetChange.Removed(members)))
        .containsExactly(2, 2, 1, 'a', 2, 'b', 'c');
    assertThat(encode(new SortedSetChange.Scored(members, new double[] {1, -2})))
        .containsExactly(
            1, 2, 1, 'a', 2, 'b', 'c', 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0xC0);
  }

  private byte[] encode(KeyChange change) {
    HeadWriter writer = new HeadWriter();
    if (change instanceof SetChange ofSet) {
      sets.write(writer, ofSet);
    } else {
      sortedSets.write(writer, (SortedSetChange) change);
    }
    return writer.written().toArray(ValueLayout.JAVA_BYTE);
  }

  private KeyChange decode(byte[] bytes, KeyChange ofSameKind) throws BadFactException {
    HeadReader reader = new HeadReader();
    reader.begin(MemorySegment.ofArray(bytes));
    KeyChange change =
        ofSameKind instanceof SetChange ? sets.read(reader) : sortedSets.read(reader);
    reader.expectEnd();
    return change;
  }
}
