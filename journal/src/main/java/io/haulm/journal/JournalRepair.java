package io.haulm.journal;

import io.haulm.journal.JournalProblem.Kind;
import io.haulm.journal.disk.Disk;
import io.haulm.journal.disk.DiskFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Closes off damage. Each step leaves a folder that can be repaired again: what is damaged is safe
 * in a file of its own before it is written over.
 */
final class JournalRepair {
  static final String FILE_IS_MISSING = "the file is missing";
  static final String SEAL_IS_MISSING = "the end of the segment is missing";

  private static final int COPY_BYTES = 1 << 20;

  private final Disk disk;
  private final SegmentFiles files;

  JournalRepair(Disk disk, SegmentFiles files) {
    this.disk = disk;
    this.files = files;
  }

  void mend(List<JournalProblem> problems) throws IOException {
    for (JournalProblem problem : problems) {
      if (problem.kind() == Kind.DAMAGE) {
        mend(problem, FileNames.segmentNumber(problem.file()));
      }
    }
  }

  private void mend(JournalProblem problem, int number) throws IOException {
    // A hint is a function of its segment, which is about to change.
    disk.delete(FileNames.hint(number));
    disk.syncFolder();
    if (problem.what().equals(FILE_IS_MISSING)) {
      putEmptySegment(number);
      return;
    }
    try (DiskFile file = disk.open(problem.file())) {
      keepAside(file, number, problem.offset(), problem.bytes());
      if (problem.offset() < SegmentHeader.BYTES) {
        SegmentHeader.ofSegment(number, files.folder()).writeTo(file);
        file.sync();
      } else if (problem.what().equals(SEAL_IS_MISSING)) {
        sealAt(file, number, problem.offset());
      } else {
        Seal.writeGap(file, files.folder(), number, problem.offset(), problem.bytes());
      }
    }
  }

  private void putEmptySegment(int number) throws IOException {
    Segment empty = files.create(number, SegmentHeader.BYTES);
    try (DiskFile file = disk.open(FileNames.segment(number))) {
      Seal.write(file, files.folder(), number, empty.endOffset);
    }
  }

  /** The batch before it has no end: an empty gap lets it stand. */
  private void sealAt(DiskFile file, int number, long offset) throws IOException {
    file.truncate(offset);
    Seal.writeGap(file, files.folder(), number, offset, Frame.HEADER_BYTES);
    Seal.write(file, files.folder(), number, offset + Frame.HEADER_BYTES);
  }

  private void keepAside(DiskFile file, int number, long offset, long bytes) throws IOException {
    try (DiskFile copy = disk.create(FileNames.damaged(number, offset));
        Arena arena = Arena.ofConfined()) {
      MemorySegment piece = arena.allocate(COPY_BYTES);
      long done = 0;
      while (done < bytes) {
        ByteBuffer view = piece.asSlice(0, Math.min(COPY_BYTES, bytes - done)).asByteBuffer();
        int read = file.read(view, offset + done);
        copy.write(view.flip(), done);
        done += Math.max(1, read);
      }
      copy.sync();
    }
    disk.syncFolder();
  }
}
