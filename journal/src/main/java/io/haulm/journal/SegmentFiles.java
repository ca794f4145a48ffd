package io.haulm.journal;

import io.haulm.journal.disk.Disk;
import io.haulm.journal.disk.DiskFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Makes and deletes the files of segments. A file gets its name only when it is whole. */
final class SegmentFiles {
  private static final int ZEROS_BYTES = 1 << 20;

  private final Disk disk;
  private final FolderId folder;

  SegmentFiles(Disk disk, FolderId folder) {
    this.disk = disk;
    this.folder = folder;
  }

  /** The id of a data folder: the one in its first segment, or a new one if it has none. */
  static FolderId folderOf(Disk disk, Supplier<RandomGenerator> random) throws IOException {
    for (String name : disk.list()) {
      if (FileNames.segmentNumber(name) >= 0) {
        try (DiskFile file = disk.openForReading(name)) {
          return SegmentHeader.read(file, name, SegmentHeader.SEGMENT_MAGIC).folder();
        }
      }
    }
    return FolderId.random(random.get());
  }

  FolderId folder() {
    return folder;
  }

  /**
   * Makes an empty segment, safe on the disk, name and all.
   *
   * @param bytes zeros are written up to here: a sync of written blocks need not touch the file
   *     system's own journal, as one of new blocks must
   */
  Segment create(int number, long bytes) throws IOException {
    String name = FileNames.segment(number);
    String temporary = name + FileNames.TEMPORARY_SUFFIX;
    DiskFile file = disk.create(temporary);
    try {
      SegmentHeader.ofSegment(number, folder).writeTo(file);
      writeZeros(file, SegmentHeader.BYTES, bytes);
      file.sync();
      disk.rename(temporary, name);
      disk.syncFolder();
      return new Segment(number, bytes, file);
    } catch (IOException e) {
      closeAfter(e, file);
      deleteAfter(e, temporary);
      throw e;
    }
  }

  private static void writeZeros(DiskFile file, long from, long to) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment zeros = arena.allocate(Math.min(ZEROS_BYTES, to - from));
      ByteBuffer view = zeros.asByteBuffer();
      for (long at = from; at < to; at += view.limit()) {
        view.clear().limit((int) Math.min(zeros.byteSize(), to - at));
        file.write(view, at);
      }
    }
  }

  private static void closeAfter(IOException first, DiskFile file) {
    try {
      file.close();
    } catch (IOException e) {
      first.addSuppressed(e);
    }
  }

  private void deleteAfter(IOException first, String name) {
    try {
      disk.delete(name);
    } catch (IOException e) {
      first.addSuppressed(e);
    }
  }

  /**
   * Deletes a segment and its hint for good. Must be over before the next segment is deleted: were
   * a younger one to go first, what was deleted there could come back.
   */
  void delete(int number) throws IOException {
    disk.delete(FileNames.hint(number));
    disk.delete(FileNames.segment(number));
    disk.syncFolder();
  }

  /** Opens a segment to read its frames, after a look at its header. */
  FrameReader readerOf(int number) throws IOException {
    DiskFile file = openForReading(number);
    try {
      return new FrameReader(file, number, folder);
    } catch (IOException e) {
      closeAfter(e, file);
      throw e;
    }
  }

  /** Opens a segment to read, after a look at its header. */
  DiskFile openForReading(int number) throws IOException {
    return checked(disk.openForReading(FileNames.segment(number)), number);
  }

  /** Opens a segment to read and mend, after a look at its header. */
  DiskFile open(int number) throws IOException {
    return checked(disk.open(FileNames.segment(number)), number);
  }

  private DiskFile checked(DiskFile file, int number) throws IOException {
    try {
      String name = FileNames.segment(number);
      SegmentHeader header = SegmentHeader.read(file, name, SegmentHeader.SEGMENT_MAGIC);
      if (header.number() != number) {
        throw new JournalDamagedException(
            name, 12, "the header says that this is segment " + header.number());
      }
      if (!header.folder().equals(folder)) {
        throw new JournalDamagedException(
            name, 16, "this is a file of another data folder, " + header.folder());
      }
      return file;
    } catch (IOException e) {
      closeAfter(e, file);
      throw e;
    }
  }
}
