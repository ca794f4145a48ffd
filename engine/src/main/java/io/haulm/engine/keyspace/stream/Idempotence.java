package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyWriter;
import org.jspecify.annotations.Nullable;

/** Adds what a producer sends twice only once. */
final class Idempotence {
  private static final long FNV_BASIS = 0xcbf2_9ce4_8422_2325L;
  private static final long FNV_PRIME = 0x100_0000_01b3L;
  private static final long OTHER_BASIS = 0x9e37_79b9_7f4a_7c15L;
  private static final long OTHER_FACTOR = 0xff51_afd7_ed55_8ccdL;

  /** The entry that this producer has added by this key already; null when there is none. */
  static @Nullable StreamId find(
      KeyWriter writer,
      @Nullable KeyEntry entry,
      byte @Nullable [] producer,
      byte @Nullable [] key,
      byte[][] fields) {
    if (entry == null || producer == null) {
      return null;
    }
    StreamValue stream = StreamValue.of(entry);
    return stream
        .producers()
        .find(producer, keyOf(key, fields), writer.nowMillis(), stream.options());
  }

  /** From now on the key stands for this entry. */
  static void remember(
      KeyWriter writer,
      KeyEntry entry,
      byte @Nullable [] producer,
      byte @Nullable [] key,
      byte[][] fields,
      StreamId id) {
    if (producer != null) {
      writer.change(
          entry, new StreamChange.Produced(producer, keyOf(key, fields), id, writer.nowMillis()));
    }
  }

  private static byte[] keyOf(byte @Nullable [] key, byte[][] fields) {
    return key == null ? digest(fields) : key;
  }

  // 128 bits of what the entry says: two hashes that have nothing to do with each other.
  private static byte[] digest(byte[][] fields) {
    long one = FNV_BASIS;
    long other = OTHER_BASIS;
    for (byte[] word : fields) {
      for (byte b : word) {
        one = (one ^ (b & 0xFF)) * FNV_PRIME;
        other = Long.rotateLeft(other + (b & 0xFF), 29) * OTHER_FACTOR;
      }
      // The length keeps "ab", "c" and "a", "bc" apart.
      one = (one ^ word.length) * FNV_PRIME;
      other = Long.rotateLeft(other + word.length, 31) * OTHER_FACTOR;
    }
    byte[] digest = new byte[2 * Long.BYTES];
    for (int i = 0; i < Long.BYTES; i++) {
      digest[i] = (byte) (one >>> (i * Byte.SIZE));
      digest[Long.BYTES + i] = (byte) (other >>> (i * Byte.SIZE));
    }
    return digest;
  }

  private Idempotence() {}
}
