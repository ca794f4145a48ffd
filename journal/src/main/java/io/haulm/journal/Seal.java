package io.haulm.journal;

import io.haulm.journal.disk.DiskFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Ends a segment: writes the seal and cuts off what was allocated beyond it. */
final class Seal {
  /**
   * Seals a segment of which everything before {@code endOffset} has been synced.
   *
   * @return length of the file afterwards
   */
  static long write(DiskFile file, FolderId folder, int number, long endOffset) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment frame = arena.allocate(Frame.MARK_FRAME_BYTES);
      Frame.putHeader(frame, 0, Frame.SEAL, Frame.MARK_BYTES, 0, 0);
      Frame.putMark(frame, 0, endOffset, 0);
      Frame.putSynced(frame, 0, endOffset);
      Frame.putCrc(frame, 0, new Crc(), folder.mask(number, endOffset));
      file.write(frame.asByteBuffer(), endOffset);
    }
    long fileBytes = endOffset + Frame.MARK_FRAME_BYTES;
    file.truncate(fileBytes);
    file.sync();
    return fileBytes;
  }

  private Seal() {}
}
