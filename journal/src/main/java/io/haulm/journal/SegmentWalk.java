package io.haulm.journal;

import io.haulm.journal.FrameReader.Found;
import java.io.IOException;

/**
 * A walk through a segment that goes on behind damage, for those who look at a data folder or mend
 * it. Recovery never does this.
 */
final class SegmentWalk {
  /** Who is told what there is. */
  interface Visitor extends RecordSink {
    /**
     * Bytes that are not what was written, up to the next valid frame.
     *
     * @param to where the next frame begins, or the file ends
     */
    void damaged(long from, long to, String what) throws IOException;

    /** Bytes that were being written at a crash; recovery cuts them off. */
    void torn(long from, long to) throws IOException;

    /** The segment should have a seal, and goes on to {@code from} without one. */
    void sealMissing(long from, long to) throws IOException;
  }

  private final FrameReader reader;
  private final boolean isLast;
  private final Visitor visitor;
  private final HeadBuffer batch = new HeadBuffer();
  private long endOfBatches = SegmentHeader.BYTES;
  private long provenFrom = -1;

  private SegmentWalk(FrameReader reader, boolean isLast, Visitor visitor) {
    this.reader = reader;
    this.isLast = isLast;
    this.visitor = visitor;
  }

  /**
   * Walks through a segment.
   *
   * @param isLast true when nothing is in later segments, so that this one may be torn
   */
  static void run(FrameReader reader, boolean isLast, Visitor visitor) throws IOException {
    SegmentWalk walk = new SegmentWalk(reader, isLast, visitor);
    long offset = SegmentHeader.BYTES;
    while (offset >= 0) {
      offset = walk.step(offset);
    }
  }

  /** Takes what is at {@code offset}; returns where to go on, or -1 at the end. */
  private long step(long offset) throws IOException {
    Found found = reader.at(offset, true);
    return found == Found.FRAME ? take(offset) : skip(offset, found);
  }

  private long take(long offset) throws IOException {
    long next = offset + reader.frameBytes();
    byte type = reader.type();
    if (type == Frame.NOTE || type == Frame.RECORD) {
      batch.add(reader, offset);
    } else if (type == Frame.BATCH_END || type == Frame.SEAL) {
      batch.deliver(visitor);
      endOfBatches = next;
    }
    return type == Frame.SEAL ? -1 : next;
  }

  private long skip(long offset, Found found) throws IOException {
    long end = reader.fileBytes();
    long next = found == Found.BROKEN_BODY ? offset + reader.frameBytes() : end;
    if (next >= end) {
      next = reader.findFrame(offset);
    }
    if (isLast && !isProven()) {
      long last = reader.lastNonZero(endOfBatches);
      if (last >= 0) {
        visitor.torn(endOfBatches, last + 1);
      }
      return -1;
    }
    if (next < 0) {
      batch.deliver(visitor);
      visitor.sealMissing(offset, end);
      return -1;
    }
    visitor.damaged(offset, next, words(found));
    return next;
  }

  /** True when what follows the last whole batch is known to have been synced. */
  private boolean isProven() throws IOException {
    if (provenFrom < endOfBatches) {
      provenFrom = reader.findProofOfSync(endOfBatches);
    }
    return provenFrom >= endOfBatches;
  }

  /** What is wrong with a place where no whole frame is. */
  static String words(Found found) {
    return switch (found) {
      case FRAME -> "a frame that does not belong here";
      case BLANK -> "zeros where a record was";
      case BROKEN_HEAD -> "no valid record";
      case BROKEN_BODY -> "a record whose body does not match its checksum";
      case UNKNOWN_VERSION -> "a record of a format that is unknown to this release";
    };
  }
}
