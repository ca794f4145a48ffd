package io.haulm.journal;

import io.haulm.journal.disk.DiskFile;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one segment while the journal runs. Fields belong to the owner's thread where
 * nothing else is said.
 */
final class Segment {
  final int number;

  /** Zeros were written up to here ahead of need. */
  final long allocatedBytes;

  /** To write to; null once the segment is sealed. Only the writer uses and closes it. */
  @Nullable DiskFile file;

  /** How far the segment is synced. Only the writer uses it. */
  long syncedOffset = SegmentHeader.BYTES;

  /** True when the seal is on the disk. Set by the writer, or before the journal starts. */
  volatile boolean sealed;

  /** Reads under way: the file stays until they end. */
  final AtomicInteger pins = new AtomicInteger();

  /** Where the next frame goes; in the end, the length of the file. */
  long endOffset = SegmentHeader.BYTES;

  private int records;
  private long recordBytes;
  private long recordBodyBytes;
  private int liveRecords;
  private long liveBodyBytes;

  Segment(int number, long allocatedBytes, @Nullable DiskFile file) {
    this.number = number;
    this.allocatedBytes = allocatedBytes;
    this.file = file;
  }

  boolean isEmpty() {
    return endOffset == SegmentHeader.BYTES;
  }

  void addRecord(long frameBytes, long bodyBytes) {
    records++;
    recordBytes += frameBytes;
    recordBodyBytes += bodyBytes;
    liveRecords++;
    liveBodyBytes += bodyBytes;
  }

  void forget(long bodyBytes) {
    liveRecords--;
    liveBodyBytes -= bodyBytes;
    Claim.holds(liveRecords >= 0 && liveBodyBytes >= 0, "a record is forgotten once");
  }

  int liveRecords() {
    return liveRecords;
  }

  /**
   * Bytes of the records that live. Heads are counted by their average in this segment, so that who
   * forgets a record need not know how long its head was; with no live record it is exactly 0.
   */
  long liveBytes() {
    return liveRecords == 0
        ? 0
        : liveBodyBytes + liveRecords * Math.ceilDiv(recordBytes - recordBodyBytes, records);
  }
}
