package io.haulm.server.history;

import io.haulm.journal.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** A small piece of the file with a checksum in front, of all its other bytes. */
final class Block {
  /** An empty block, to be filled from behind the checksum. */
  static ByteBuffer begin(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN).position(Integer.BYTES);
  }

  static void write(DiskFile file, long offset, ByteBuffer block) throws IOException {
    block.putInt(0, checksum(block));
    file.write(block.duplicate().clear(), offset);
  }

  /** Reads a block, positioned behind its checksum; null when it is not whole. */
  static @Nullable ByteBuffer read(DiskFile file, long offset, int bytes) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    boolean isWhole = file.read(block.duplicate(), offset) == bytes && isWhole(block);
    return isWhole ? block.position(Integer.BYTES) : null;
  }

  /** True when a block's bytes match its checksum; also sets their order. */
  static boolean isWhole(ByteBuffer block) {
    int kept = block.order(ByteOrder.LITTLE_ENDIAN).getInt(0);
    // Most blocks are nothing but zeros, and need no more than this look.
    return kept != 0 && kept == checksum(block);
  }

  /** Never 0, so that what was never written is no block. */
  private static int checksum(ByteBuffer block) {
    int checksum = Checksum.of(block, Integer.BYTES, block.capacity() - Integer.BYTES);
    return checksum == 0 ? 1 : checksum;
  }

  private Block() {}
}
