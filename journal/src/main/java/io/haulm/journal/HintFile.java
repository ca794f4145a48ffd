package io.haulm.journal;

import io.haulm.journal.FrameReader.Found;
import io.haulm.journal.disk.Disk;
import io.haulm.journal.disk.DiskFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The heads of a sealed segment in a file beside it, so that recovery need not read the bodies. A
 * pure function of the segment: a missing or damaged hint costs time and nothing else.
 */
final class HintFile {
  static final int ENTRY_HEADER_BYTES = 12;

  private static final int BUFFER_BYTES = 256 * 1024;

  private final Disk disk;
  private final SegmentFiles files;

  HintFile(Disk disk, SegmentFiles files) {
    this.disk = disk;
    this.files = files;
  }

  /** Writes the hint of a sealed segment. */
  void write(int number) throws IOException {
    String name = FileNames.hint(number);
    String temporary = name + FileNames.TEMPORARY_SUFFIX;
    try (FrameReader reader = files.readerOf(number);
        DiskFile file = disk.create(temporary);
        EntryWriter entries = new EntryWriter(file)) {
      long sealOffset = entries.copyHeads(reader, FileNames.segment(number));
      new SegmentHeader(
              SegmentHeader.HINT_MAGIC,
              number,
              files.folder(),
              sealOffset,
              entries.written,
              Integer.toUnsignedLong(entries.crc.value()))
          .writeTo(file);
      file.sync();
    } catch (IOException e) {
      disk.delete(temporary);
      throw e;
    }
    disk.rename(temporary, name);
    disk.syncFolder();
  }

  /** Entries on their way to the file. */
  private static final class EntryWriter implements AutoCloseable {
    private final DiskFile file;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment buffer = arena.allocate(BUFFER_BYTES);
    private final Crc crc = new Crc();
    private int filled;
    private long written;

    EntryWriter(DiskFile file) {
      this.file = file;
    }

    /** Returns the offset of the seal. */
    long copyHeads(FrameReader reader, String segmentName) throws IOException {
      long offset = SegmentHeader.BYTES;
      while (true) {
        Found found = reader.at(offset, false);
        if (found != Found.FRAME) {
          throw new JournalDamagedException(segmentName, offset, "a sealed segment ends early");
        }
        byte type = reader.type();
        if (type == Frame.SEAL) {
          flush();
          return offset;
        }
        if (type == Frame.NOTE || type == Frame.RECORD) {
          add(reader, offset, type);
        }
        offset += reader.frameBytes();
      }
    }

    private void add(FrameReader reader, long offset, byte type) throws IOException {
      int headBytes = reader.headBytes();
      if (filled + ENTRY_HEADER_BYTES + headBytes > BUFFER_BYTES) {
        flush();
      }
      buffer.set(Frame.INT, filled, (int) offset);
      buffer.set(Frame.INT, filled + 4, (int) reader.bodyBytes());
      buffer.set(Frame.INT, filled + 8, (type << Short.SIZE) | headBytes);
      reader.copyHead(buffer, filled + ENTRY_HEADER_BYTES);
      filled += ENTRY_HEADER_BYTES + headBytes;
    }

    private void flush() throws IOException {
      crc.add(buffer, 0, filled);
      file.write(buffer.asSlice(0, filled).asByteBuffer(), SegmentHeader.BYTES + written);
      written += filled;
      filled = 0;
    }

    @Override
    public void close() {
      arena.close();
    }
  }

  /** A hint that was read and is whole. */
  record Contents(long sealOffset, MemorySegment entries) {
    void deliver(RecordSink sink) throws IOException {
      long at = 0;
      while (at < entries.byteSize()) {
        int kind = entries.get(Frame.INT, at + 8);
        int headBytes = kind & 0xFFFF;
        boolean hasBody = kind >>> Short.SIZE == Frame.RECORD;
        long bodyBytes = Integer.toUnsignedLong(entries.get(Frame.INT, at + 4));
        sink.record(
            Integer.toUnsignedLong(entries.get(Frame.INT, at)),
            entries.asSlice(at + ENTRY_HEADER_BYTES, headBytes),
            hasBody ? bodyBytes : JournalOwner.NO_BODY);
        at += ENTRY_HEADER_BYTES + headBytes;
      }
    }
  }

  /**
   * Reads the hint of a segment.
   *
   * @throws JournalDamagedException when the hint is not whole, or another segment's
   */
  Contents read(int number, Arena arena) throws IOException {
    String name = FileNames.hint(number);
    try (DiskFile file = disk.openForReading(name)) {
      SegmentHeader header = SegmentHeader.read(file, name, SegmentHeader.HINT_MAGIC);
      long bytes = file.sizeBytes() - SegmentHeader.BYTES;
      if (header.number() != number
          || !header.folder().equals(files.folder())
          || header.second() != bytes) {
        throw new JournalDamagedException(name, 0, "the header does not fit the file");
      }
      MemorySegment entries = arena.allocate(bytes);
      long done = 0;
      while (done < bytes) {
        long step = Math.min(bytes - done, 1 << 30);
        file.read(entries.asSlice(done, step).asByteBuffer(), SegmentHeader.BYTES + done);
        done += step;
      }
      if (Integer.toUnsignedLong(new Crc().of(entries, 0, bytes)) != header.third()) {
        throw new JournalDamagedException(
            name, SegmentHeader.BYTES, "the entries do not match their checksum");
      }
      return new Contents(header.first(), entries);
    }
  }
}
