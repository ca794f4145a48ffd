package io.haulm.journal;

import io.haulm.journal.disk.Disk;
import io.haulm.journal.disk.DiskFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

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
  static final int VERSION_AT = 8;
  static final long SEGMENT_MAGIC = magic("HAULMSEG");
  static final long HINT_MAGIC = magic("HAULMHNT");

  private static final int NUMBER_AT = 12;
  private static final int FOLDER_AT = 16;
  private static final int FREE_AT = 32;
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
      bytes.set(Frame.INT, VERSION_AT, VERSION);
      bytes.set(Frame.INT, NUMBER_AT, number);
      bytes.set(Frame.LONG, FOLDER_AT, folder.high());
      bytes.set(Frame.LONG, FOLDER_AT + 8, folder.low());
      bytes.set(Frame.LONG, FREE_AT, first);
      bytes.set(Frame.LONG, FREE_AT + 8, second);
      bytes.set(Frame.LONG, FREE_AT + 16, third);
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
      int version = bytes.get(Frame.INT, VERSION_AT);
      if (version != VERSION) {
        throw new JournalDamagedException(
            name, VERSION_AT, "format version " + version + " is unknown to this release");
      }
      if (bytes.get(Frame.INT, CRC_AT) != new Crc().of(bytes, 0, CRC_AT)) {
        throw new JournalDamagedException(name, 0, "the header does not match its checksum");
      }
      FolderId folder =
          new FolderId(bytes.get(Frame.LONG, FOLDER_AT), bytes.get(Frame.LONG, FOLDER_AT + 8));
      return new SegmentHeader(
          magic,
          bytes.get(Frame.INT, NUMBER_AT),
          folder,
          bytes.get(Frame.LONG, FREE_AT),
          bytes.get(Frame.LONG, FREE_AT + 8),
          bytes.get(Frame.LONG, FREE_AT + 16));
    }
  }

  /** The folder id in the header of a segment or hint, or null when the header is damaged. */
  static @Nullable FolderId folderOf(Disk disk, String name) throws IOException {
    long magic = FileNames.hintNumber(name) < 0 ? SEGMENT_MAGIC : HINT_MAGIC;
    try (DiskFile file = disk.openForReading(name)) {
      return read(file, name, magic).folder();
    } catch (JournalDamagedException e) {
      return null;
    }
  }

  /** What stands in the place of the folder id, in a header that is known to be damaged. */
  static FolderId uncheckedFolderOf(Disk disk, String name) throws IOException {
    try (DiskFile file = disk.openForReading(name);
        Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(BYTES);
      file.read(bytes.asByteBuffer(), 0);
      return new FolderId(bytes.get(Frame.LONG, FOLDER_AT), bytes.get(Frame.LONG, FOLDER_AT + 8));
    }
  }
}
