package io.haulm.journal;

/** What the owner hands to the writer, in order. */
sealed interface WriterJob {
  /** A sealed batch: the frames from {@code from} in {@code first} to the mark in {@code last}. */
  record Batch(
      Segment segment, Chunk first, int from, Chunk last, int markAt, long endOffset, long bytes)
      implements WriterJob {
    int to() {
      return markAt + Frame.MARK_FRAME_BYTES;
    }
  }

  /** No more batches for {@code segment}, whose last one ends at {@code endOffset}. */
  record SegmentEnd(Segment segment, long endOffset) implements WriterJob {}

  /** Sync what is written, whatever the policy. */
  record SyncNow() implements WriterJob {}
}
