package io.haulm.journal;

import io.haulm.journal.disk.Disk;
import java.io.IOException;

/**
 * How much may still be appended. The owner compares two numbers; the disk is asked by the
 * maintenance thread.
 */
final class Room {
  private final Disk disk;
  private final long reserveBytes;

  // Bytes appended since the start. Owner's thread writes.
  private volatile long appendedBytes;

  // Growth stops when appendedBytes gets here.
  private volatile long growthLimit;

  Room(Disk disk, long reserveBytes) {
    this.disk = disk;
    this.reserveBytes = reserveBytes;
  }

  /** True when a record of {@code bytes} bytes leaves the reserve whole. Owner's thread. */
  boolean admits(long bytes) {
    return appendedBytes + bytes <= growthLimit;
  }

  /** Owner's thread, the only one that counts. */
  void appended(long bytes) {
    long sum = appendedBytes + bytes;
    appendedBytes = sum;
  }

  long appendedBytes() {
    return appendedBytes;
  }

  /** True when not even a short record has room. */
  boolean isFull() {
    return appendedBytes >= growthLimit;
  }

  /**
   * Asks the disk.
   *
   * @param allocatedBytes zeros on the disk that wait to be written over
   * @param pendingBytes what was appended and has not been written yet
   */
  void measure(long allocatedBytes, long pendingBytes) throws IOException {
    long free = disk.usableBytes() + allocatedBytes - pendingBytes - reserveBytes;
    growthLimit = appendedBytes + Math.max(0, free);
  }
}
