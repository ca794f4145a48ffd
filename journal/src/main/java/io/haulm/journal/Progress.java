package io.haulm.journal;

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

  /** What the journal died of; null while it lives. */
  volatile @Nullable Throwable failure;

  void start(long position) {
    writtenPosition = position;
    syncedPosition = position;
  }

  void wrote(long position, long bytes) {
    writtenPosition = position;
    long sum = writtenBytes + bytes;
    writtenBytes = sum;
  }

  void synced() {
    long count = syncs + 1;
    syncs = count;
    syncedPosition = writtenPosition;
  }
}
