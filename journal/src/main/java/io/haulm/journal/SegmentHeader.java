package io.haulm.journal;

import io.haulm.journal.disk.DiskFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The first bytes of a segment or a hint: what it is, in which format, and whose it is.
 *
 * <pre>
 *  0 u64 magic       "HAULMSEG" or "HAULMHNT"
 *  8 u32 version
 * 12 u32 segment number
 * 16 u64 u64 id of the data folder
 * 32 u64 u64 u64 free for the kind of file; zeros in a segment
 * 56 u32 zeros
 * 60 u32 CRC32C of bytes 0 to 59
 * </pre>
 */
record SegmentHeader(long magic, int number, FolderId folder, long first, long second, long third) {
  static final int BYTES = 64;
  static final int VERSION = 1;
  static final long SEGMENT_MAGIC = magic("HAULMSEG");
  static final long HINT_MAGIC = magic("HAULMHNT");

  private static final int CRC_AT = 60;

  private static long magic(String text) {
    long magic = 0;
    for (int i = Long.BYTES - 1; i >= 0; i--) {
      magic = (magic << Byte.SIZE) | text.charAt(i);
    }
    return magic;
  }

  static SegmentHeader ofSegment(int number, FolderId folder) {
    return new SegmentHeader(SEGMENT_MAGIC, number, folder, 0, 0, 0);
  }

  void writeTo(DiskFile file) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(BYTES);
      bytes.set(Frame.LONG, 0, magic);
      bytes.set(Frame.INT, 8, VERSION);
      bytes.set(Frame.INT, 12, number);
      bytes.set(Frame.LONG, 16, folder.high());
      bytes.set(Frame.LONG, 24, folder.low());
      bytes.set(Frame.LONG, 32, first);
      bytes.set(Frame.LONG, 40, second);
      bytes.set(Frame.LONG, 48, third);
      bytes.set(Frame.INT, CRC_AT, new Crc().of(bytes, 0, CRC_AT));
      file.write(bytes.asByteBuffer(), 0);
    }
  }

  /**
   * Reads the header of the file {@code name}.
   *
   * @throws JournalDamagedException when it is none, or of a format that this release does not know
   */
  static SegmentHeader read(DiskFile file, String name, long magic) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(BYTES);
      if (file.read(bytes.asByteBuffer(), 0) < BYTES || bytes.get(Frame.LONG, 0) != magic) {
        throw new JournalDamagedException(name, 0, "the file does not begin with a header");
      }
      int version = bytes.get(Frame.INT, 8);
      if (version != VERSION) {
        throw new JournalDamagedException(
            name, 8, "format version " + version + " is unknown to this release");
      }
      if (bytes.get(Frame.INT, CRC_AT) != new Crc().of(bytes, 0, CRC_AT)) {
        throw new JournalDamagedException(name, 0, "the header does not match its checksum");
      }
      FolderId folder = new FolderId(bytes.get(Frame.LONG, 16), bytes.get(Frame.LONG, 24));
      return new SegmentHeader(
          magic,
          bytes.get(Frame.INT, 12),
          folder,
          bytes.get(Frame.LONG, 32),
          bytes.get(Frame.LONG, 40),
          bytes.get(Frame.LONG, 48));
    }
  }
}
