package io.haulm.journal;

import java.util.concurrent.ArrayBlockingQueue;

/** Chunks to be used again. Native memory is dear to get, so a number of chunks is kept. */
final class ChunkPool {
  private final int chunkBytes;
  private final ArrayBlockingQueue<Chunk> free;

  ChunkPool(int chunkBytes, int keepChunks) {
    this.chunkBytes = chunkBytes;
    this.free = new ArrayBlockingQueue<>(keepChunks);
  }

  /** An empty chunk with one holder. */
  Chunk take(int segment, long firstOffset) {
    Chunk pooled = free.poll();
    Chunk chunk = pooled == null ? new Chunk(chunkBytes) : pooled;
    chunk.segment = segment;
    chunk.firstOffset = firstOffset;
    chunk.filled = 0;
    chunk.next = null;
    chunk.holders.set(1);
    return chunk;
  }

  /** One holder less. Any thread. */
  void release(Chunk chunk) {
    if (chunk.holders.decrementAndGet() == 0 && !free.offer(chunk)) {
      chunk.arena.close();
    }
  }
}
