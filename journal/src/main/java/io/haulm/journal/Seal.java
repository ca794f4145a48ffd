package io.haulm.journal;

import io.haulm.journal.disk.DiskFile;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** Writes what is about the segment itself: the seal that ends it, and gaps. */
final class Seal {
  private static final int PIECE_BYTES = 1 << 20;

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

  /**
   * Puts a gap over damaged bytes: readers go past it.
   *
   * @param bytes length of the gap, at least {@link Frame#HEADER_BYTES}
   */
  static void writeGap(DiskFile file, FolderId folder, int number, long offset, long bytes)
      throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment frame = arena.allocate(Frame.HEADER_BYTES);
      Frame.putHeader(frame, 0, Frame.GAP, 0, bytes - Frame.HEADER_BYTES, 0);
      Frame.putCrc(frame, 0, new Crc(), folder.mask(number, offset));
      file.write(frame.asByteBuffer(), offset);
      file.sync();
    }
  }

  /**
   * Writes what is in the file once more. After a sync that failed, the system may show bytes that
   * it does not have on the disk and will never write: not by another sync, only by another write.
   */
  static void writeAgain(DiskFile file, long from, long to) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment piece = arena.allocate(PIECE_BYTES);
      long at = from;
      while (at < to) {
        ByteBuffer view = piece.asSlice(0, Math.min(PIECE_BYTES, to - at)).asByteBuffer();
        int read = file.read(view, at);
        if (read == 0) {
          throw new EOFException("a segment became shorter while it was read");
        }
        file.write(view.flip(), at);
        at += read;
      }
    }
  }

  private Seal() {}
}
