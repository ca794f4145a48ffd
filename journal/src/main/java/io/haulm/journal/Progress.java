package io.haulm.journal;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/** How far the writer has come. Written by the writer only, read by any thread. */
final class Progress {
  /** Everything before it is in the files. */
  volatile long writtenPosition;

  /** Everything before it is on the disk. */
  volatile long syncedPosition;

  /** Bytes written since the start. */
  volatile long writtenBytes;

  /** Times a sync was asked of the disk for batches. */
  volatile long syncs;

  /** How long they took, see {@link JournalStats#syncCounts}. */
  final AtomicLongArray syncCounts = new AtomicLongArray(JournalStats.SYNC_BUCKETS);

  /** What the journal died of; null while it lives. */
  volatile @Nullable Throwable failure;

  long[] syncCounts() {
    long[] counts = new long[JournalStats.SYNC_BUCKETS];
    Arrays.setAll(counts, syncCounts::get);
    return counts;
  }

  void start(long position) {
    writtenPosition = position;
    syncedPosition = position;
  }

  void wrote(long position, long bytes) {
    writtenPosition = position;
    long sum = writtenBytes + bytes;
    writtenBytes = sum;
  }

  void synced(long nanos) {
    long count = syncs + 1;
    syncs = count;
    long micros = nanos / 1000;
    int bucket = Long.SIZE - Long.numberOfLeadingZeros(micros);
    syncCounts.incrementAndGet(Math.min(bucket, JournalStats.SYNC_BUCKETS - 1));
    syncedPosition = writtenPosition;
  }
}
