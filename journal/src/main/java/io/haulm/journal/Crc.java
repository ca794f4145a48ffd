package io.haulm.journal;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * CRC32C of pieces of native memory. Keeps a view of the memory it saw last, so that many small
 * checksums over one chunk make no garbage. Not thread-safe.
 */
final class Crc {
  private final CRC32C crc = new CRC32C();
  private MemorySegment seen = MemorySegment.NULL;
  private ByteBuffer view = ByteBuffer.allocate(0);

  void reset() {
    crc.reset();
  }

  void add(MemorySegment memory, long offset, long bytes) {
    if (memory.byteSize() > Integer.MAX_VALUE) {
      addFromLong(memory, offset, bytes);
      return;
    }
    if (!memory.equals(seen)) {
      view = memory.asByteBuffer();
      seen = memory;
    }
    view.limit((int) (offset + bytes)).position((int) offset);
    crc.update(view);
  }

  private void addFromLong(MemorySegment memory, long offset, long bytes) {
    long done = 0;
    while (done < bytes) {
      long step = Math.min(bytes - done, 1 << 30);
      crc.update(memory.asSlice(offset + done, step).asByteBuffer());
      done += step;
    }
  }

  int value() {
    return (int) crc.getValue();
  }

  int of(MemorySegment memory, long offset, long bytes) {
    reset();
    add(memory, offset, bytes);
    return value();
  }
}
