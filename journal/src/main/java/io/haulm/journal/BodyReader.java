package io.haulm.journal;

import io.haulm.journal.disk.DiskFile;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Reads one body, from a file or from the chunks in which it was gathered. Any thread. */
final class BodyReader {
  // A usual record comes whole with the first read.
  private static final int FIRST_BYTES = 4 * 1024;
  private static final int PIECE_BYTES = 256 * 1024;

  private final FolderId folder;
  private final long position;
  private final BodyReceiver receiver;
  private final Crc crc = new Crc();

  BodyReader(FolderId folder, long position, BodyReceiver receiver) {
    this.folder = folder;
    this.position = position;
    this.receiver = receiver;
  }

  void fromFile(DiskFile file) throws IOException {
    long offset = Position.offset(position);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment first = arena.allocate(FIRST_BYTES);
      int have = file.read(first.asByteBuffer(), offset);
      MemorySegment header = first;
      int headFrameBytes = have < Frame.HEADER_BYTES ? 0 : headFrameBytes(first, 0);
      if (headFrameBytes > have) {
        header = arena.allocate(headFrameBytes);
        have = file.read(header.asByteBuffer(), offset);
      }
      checkHeader(header, 0, have);
      long bodyBytes = Frame.bodyBytes(header, 0);
      long done = Math.min(bodyBytes, have - headFrameBytes);
      crc.reset();
      give(header, headFrameBytes, done);
      readOn(file, offset + headFrameBytes, done, bodyBytes);
      checkBody(bodyBytes, Frame.bodyCrc(header, 0));
    }
  }

  private void readOn(DiskFile file, long from, long alreadyDone, long bytes) throws IOException {
    if (alreadyDone == bytes) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment piece = arena.allocate(Math.min(PIECE_BYTES, bytes - alreadyDone));
      long done = alreadyDone;
      while (done < bytes) {
        int step = (int) Math.min(piece.byteSize(), bytes - done);
        if (file.read(piece.asSlice(0, step).asByteBuffer(), from + done) < step) {
          throw new EOFException(FileNames.segment(Position.segment(position)) + " is too short");
        }
        give(piece, 0, step);
        done += step;
      }
    }
  }

  /** From memory, where the record begins in the first chunk. The caller holds the chunks. */
  void fromMemory(List<Chunk> chunks) throws IOException {
    Chunk first = chunks.getFirst();
    int at = (int) (Position.offset(position) - first.firstOffset);
    checkHeader(first.memory, at, Integer.MAX_VALUE);
    long bodyBytes = Frame.bodyBytes(first.memory, at);
    crc.reset();
    long from = (long) at + headFrameBytes(first.memory, at);
    long left = bodyBytes;
    for (Chunk chunk : chunks) {
      // A reader must not look at how far a chunk is filled, which the owner goes on changing. The
      // body fills each chunk but its last to the brim.
      long step = Math.min(left, chunk.memory.byteSize() - from);
      give(chunk.memory, from, step);
      left -= step;
      from = 0;
    }
    Claim.holds(left == 0, "the chunks hold the whole body");
    checkBody(bodyBytes, Frame.bodyCrc(first.memory, at));
  }

  private static int headFrameBytes(MemorySegment memory, long at) {
    return Frame.HEADER_BYTES + Frame.headBytes(memory, at);
  }

  private void checkHeader(MemorySegment memory, long at, int have) throws IOException {
    int mask = folder.mask(Position.segment(position), Position.offset(position));
    if (have < Frame.HEADER_BYTES
        || have < headFrameBytes(memory, at)
        || !Frame.hasValidCrc(memory, at, crc, mask)
        || Frame.type(memory, at) != Frame.RECORD) {
      throw damaged("no valid record with a body");
    }
  }

  private void give(MemorySegment memory, long from, long bytes) {
    if (bytes > 0) {
      crc.add(memory, from, bytes);
      receiver.piece(memory.asSlice(from, bytes).asReadOnly());
    }
  }

  private void checkBody(long bodyBytes, int expected) throws IOException {
    if (bodyBytes > 0 && crc.value() != expected) {
      throw damaged("a record whose body does not match its checksum");
    }
  }

  private JournalDamagedException damaged(String what) {
    return new JournalDamagedException(
        FileNames.segment(Position.segment(position)), Position.offset(position), what);
  }
}
