package io.haulm.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.engine.keyspace.KeyChange;
import io.haulm.engine.keyspace.hash.HashChange;
import io.haulm.engine.keyspace.list.ListChange;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes of lists and hashes as bytes, and back. */
class KeyChangeCodecTest {
  private final ListChangeCodec lists = new ListChangeCodec();
  private final HashChangeCodec hashes = new HashChangeCodec();

  static Stream<KeyChange> changes() {
    long far = 1L << 62;
    return Stream.of(
        new ListChange.Row(0, 1 << 20, words("a", "", "long".repeat(1000))),
        new ListChange.Row(-far, -(1 << 20), words("b")),
        new ListChange.Scattered(new long[] {-far, -1, 0, far}, words("a", "b", "c", "")),
        new ListChange.GoneRange(-far, far),
        new ListChange.GoneRange(5, 5),
        new ListChange.Gone(new long[] {far, 3, -far}),
        new ListChange.Renumbered(-7, far, -3, 1 << 10, words("a", "b")),
        new HashChange.Fields(words("f", "v", "", "")),
        new HashChange.VolatileFields(words("f", "v", "g", "w"), new long[] {0, far}),
        new HashChange.Expiry(words("f", "g"), 1_800_000_000_000L),
        new HashChange.Expiry(words("f"), 0),
        new HashChange.Gone(words("f", "")));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void whatIsWrittenIsReadBack(KeyChange change) throws BadFactException {
    assertThat(decode(change, encode(change)))
        .usingRecursiveComparison()
        .withStrictTypeChecking()
        .isEqualTo(change);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aChangeThatEndsTooEarlyIsRefused(KeyChange change) {
    byte[] whole = encode(change);
    for (int length = 0; length < Math.min(whole.length, 100); length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> decode(change, part)).isInstanceOf(BadFactException.class);
    }
  }

  @Test
  void anUnknownKindIsRefused() {
    byte[] unknown = {99};
    assertThatThrownBy(() -> decode(new ListChange.GoneRange(0, 0), unknown))
        .hasMessageContaining("kind 99 of a list's change");
    assertThatThrownBy(() -> decode(new HashChange.Gone(words()), unknown))
        .hasMessageContaining("kind 99 of a hash's change");
  }

  @Test
  void aFieldWithoutAValueIsRefused() {
    byte[] odd = {1, 1, 1, 'f'};
    assertThatThrownBy(() -> decode(new HashChange.Gone(words()), odd))
        .isInstanceOf(BadFactException.class)
        .hasMessageContaining("no value");
  }

  /** The very bytes of a change are a promise to data that lies on users' disks. */
  @Test
  void theBytesStayWhatTheyAre() {
    assertThat(encode(new ListChange.Row(-2, 1, words("ab"))))
        .containsExactly(1, 3, 2, 1, 2, 'a', 'b');
    assertThat(encode(new ListChange.Scattered(new long[] {5, 7}, words("a", "b"))))
        .containsExactly(2, 2, 10, 4, 1, 'a', 1, 'b');
    assertThat(encode(new ListChange.GoneRange(-1, 4))).containsExactly(3, 1, 5);
    assertThat(encode(new ListChange.Gone(new long[] {5, 3}))).containsExactly(4, 2, 10, 3);
    assertThat(encode(new ListChange.Renumbered(0, 9, 1, 2, words("a"))))
        .containsExactly(5, 0, 9, 2, 4, 1, 1, 'a');
    assertThat(encode(new HashChange.Fields(words("f", "v"))))
        .containsExactly(1, 2, 1, 'f', 1, 'v');
    assertThat(encode(new HashChange.VolatileFields(words("f", "v"), new long[] {300})))
        .containsExactly(2, 2, 1, 'f', 1, 'v', 0xAC, 2);
    assertThat(encode(new HashChange.Expiry(words("f"), 5))).containsExactly(3, 1, 1, 'f', 5);
    assertThat(encode(new HashChange.Gone(words("f")))).containsExactly(4, 1, 1, 'f');
  }

  private byte[] encode(KeyChange change) {
    HeadWriter writer = new HeadWriter();
    writer.clear();
    switch (change) {
      case ListChange list -> lists.write(writer, list);
      case HashChange hash -> hashes.write(writer, hash);
      default -> throw new AssertionError(change);
    }
    return writer.written().toArray(ValueLayout.JAVA_BYTE);
  }

  private KeyChange decode(KeyChange example, byte[] bytes) throws BadFactException {
    HeadReader reader = new HeadReader();
    reader.begin(MemorySegment.ofArray(bytes));
    KeyChange change = example instanceof ListChange ? lists.read(reader) : hashes.read(reader);
    reader.expectEnd();
    return change;
  }

  private static byte[][] words(String... words) {
    return Arrays.stream(words)
        .map(word -> word.getBytes(StandardCharsets.UTF_8))
        .toArray(byte[][]::new);
  }
}
