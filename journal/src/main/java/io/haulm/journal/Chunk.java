package io.haulm.journal;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A buffer in which a stretch of one segment is gathered. The owner fills it; the writer writes
 * what was committed; readers of bodies may hold it for longer.
 */
final class Chunk {
  final Arena arena;
  final MemorySegment memory;

  /** The writer's view. */
  final ByteBuffer bytes;

  /** Who still needs the contents: the owner until they are written, and readers. */
  final AtomicInteger holders = new AtomicInteger();

  int segment;

  /** Offset in the segment of the first byte. */
  long firstOffset;

  /** Bytes filled so far. */
  int filled;

  /** Where the segment goes on. */
  @Nullable Chunk next;

  Chunk(int capacityBytes) {
    this.arena = Arena.ofShared();
    this.memory = arena.allocate(capacityBytes);
    this.bytes = memory.asByteBuffer();
  }

  int leftBytes() {
    return (int) memory.byteSize() - filled;
  }

  long endPosition() {
    return Position.of(segment, firstOffset + filled);
  }
}
