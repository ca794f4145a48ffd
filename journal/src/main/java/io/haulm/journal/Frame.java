package io.haulm.journal;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Layout of a frame, of which a segment is a row. docs/FORMATS.md has the picture. All numbers are
 * little-endian and unaligned.
 *
 * <pre>
 *  0 u32 headCrc    CRC32C of bytes 4 to the end of the head, xor {@link FolderId#mask}
 *  4 u32 bodyBytes
 *  8 u32 bodyCrc    CRC32C of the body; 0 without a body
 * 12 u16 headBytes
 * 14 u8  type       never 0, so that zeros are no frame
 * 15 u8  version    {@link #VERSION}
 * 16 head, then body
 * </pre>
 */
final class Frame {
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  static final int HEADER_BYTES = 16;

  static final byte VERSION = 1;

  /** A record without a body: dead as soon as its segment is the oldest. */
  static final byte NOTE = 1;

  /** A record with a body, which may be empty: moved on while it lives. */
  static final byte RECORD = 2;

  /** Ends a batch. Its head is a mark. */
  static final byte BATCH_END = 3;

  /** Ends a segment. Its head is a mark. Everything before it was synced before it was written. */
  static final byte SEAL = 4;

  /** Stands where a repair took damaged bytes away; its body is what is left of them. */
  static final byte GAP = 5;

  // A mark: u32 where the batch begins, u32 how many records it has, u32 syncedOffset: everything
  // in this segment before it was synced before the mark was written.
  static final int MARK_BYTES = 12;
  static final int MARK_FRAME_BYTES = HEADER_BYTES + MARK_BYTES;

  private static final int CRC_AT = 0;
  private static final int BODY_BYTES_AT = 4;
  private static final int BODY_CRC_AT = 8;
  private static final int KIND_AT = 12;
  private static final int HEAD_BYTES_BITS = 16;
  private static final int TYPE_BITS = 8;
  private static final int BATCH_START_AT = HEADER_BYTES;
  private static final int RECORDS_AT = HEADER_BYTES + 4;
  private static final int SYNCED_AT = HEADER_BYTES + 8;

  /** Bytes 12 to 15 as one number: how long the head is, the type and the version. */
  static int kind(byte type, int headBytes) {
    return (VERSION << (HEAD_BYTES_BITS + TYPE_BITS)) | (type << HEAD_BYTES_BITS) | headBytes;
  }

  static void putHeader(
      MemorySegment memory, long at, byte type, int headBytes, long bodyBytes, int bodyCrc) {
    memory.set(INT, at + BODY_BYTES_AT, (int) bodyBytes);
    memory.set(INT, at + BODY_CRC_AT, bodyCrc);
    memory.set(INT, at + KIND_AT, kind(type, headBytes));
  }

  static void putMark(MemorySegment memory, long at, long batchStart, int records) {
    memory.set(INT, at + BATCH_START_AT, (int) batchStart);
    memory.set(INT, at + RECORDS_AT, records);
  }

  static void putSynced(MemorySegment memory, long at, long syncedOffset) {
    memory.set(INT, at + SYNCED_AT, (int) syncedOffset);
  }

  /** Sets the checksum of a frame whose other bytes up to the end of its head are complete. */
  static void putCrc(MemorySegment memory, long at, Crc crc, int mask) {
    memory.set(INT, at + CRC_AT, headCrc(memory, at, crc) ^ mask);
  }

  static boolean hasValidCrc(MemorySegment memory, long at, Crc crc, int mask) {
    return memory.get(INT, at + CRC_AT) == (headCrc(memory, at, crc) ^ mask);
  }

  private static int headCrc(MemorySegment memory, long at, Crc crc) {
    return crc.of(memory, at + BODY_BYTES_AT, HEADER_BYTES - BODY_BYTES_AT + headBytes(memory, at));
  }

  static long bodyBytes(MemorySegment memory, long at) {
    return Integer.toUnsignedLong(memory.get(INT, at + BODY_BYTES_AT));
  }

  static int bodyCrc(MemorySegment memory, long at) {
    return memory.get(INT, at + BODY_CRC_AT);
  }

  static int kind(MemorySegment memory, long at) {
    return memory.get(INT, at + KIND_AT);
  }

  static int headBytes(MemorySegment memory, long at) {
    return kind(memory, at) & ((1 << HEAD_BYTES_BITS) - 1);
  }

  static byte type(MemorySegment memory, long at) {
    return (byte) (kind(memory, at) >>> HEAD_BYTES_BITS);
  }

  static byte version(MemorySegment memory, long at) {
    return (byte) (kind(memory, at) >>> (HEAD_BYTES_BITS + TYPE_BITS));
  }

  static boolean isBlank(MemorySegment memory, long at) {
    return memory.get(LONG, at) == 0 && memory.get(LONG, at + Long.BYTES) == 0;
  }

  static long markBatchStart(MemorySegment memory, long at) {
    return Integer.toUnsignedLong(memory.get(INT, at + BATCH_START_AT));
  }

  static int markRecords(MemorySegment memory, long at) {
    return memory.get(INT, at + RECORDS_AT);
  }

  static long markSynced(MemorySegment memory, long at) {
    return Integer.toUnsignedLong(memory.get(INT, at + SYNCED_AT));
  }

  private Frame() {}
}
