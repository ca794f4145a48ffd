package io.haulm.journal;

import io.haulm.journal.FrameReader.Found;
import java.io.IOException;

/**
 * One walk through a segment from its first frame on, as far as everything is right. Records are
 * delivered batch by batch, so that of a batch all are or none.
 */
final class SegmentScan {
  private final FrameReader reader;
  private final RecordSink sink;
  private final HeadBuffer batch = new HeadBuffer();
  private boolean batchHasGap;
  private long endOfBatches = SegmentHeader.BYTES;
  private long stoppedAt = SegmentHeader.BYTES;
  private Found stoppedBy = Found.BLANK;
  private boolean sealed;

  private SegmentScan(FrameReader reader, RecordSink sink) {
    this.reader = reader;
    this.sink = sink;
  }

  /** Walks through the segment, checking every byte, and hands its records to {@code sink}. */
  static SegmentScan run(FrameReader reader, RecordSink sink) throws IOException {
    SegmentScan scan = new SegmentScan(reader, sink);
    long offset = SegmentHeader.BYTES;
    boolean goOn = true;
    while (goOn) {
      scan.stoppedAt = offset;
      scan.stoppedBy = reader.at(offset, true);
      goOn = scan.stoppedBy == Found.FRAME && scan.take(offset);
      offset += goOn ? reader.frameBytes() : 0;
    }
    return scan;
  }

  /** Takes a valid frame; false when the walk ends there. */
  private boolean take(long offset) throws IOException {
    switch (reader.type()) {
      case Frame.NOTE, Frame.RECORD -> batch.add(reader, offset);
      case Frame.GAP -> batchHasGap = true;
      case Frame.BATCH_END -> {
        // A gap may have swallowed the end of one batch and the start of the next.
        if (!batchHasGap
            && (reader.markBatchStart() != endOfBatches || reader.markRecords() != batch.count())) {
          return false;
        }
        // Read before the delivery, during which the reader may be used.
        long end = offset + reader.frameBytes();
        batch.deliver(sink);
        batchHasGap = false;
        endOfBatches = end;
      }
      case Frame.SEAL -> {
        sealed = offset == endOfBatches || batchHasGap;
        if (sealed) {
          batch.deliver(sink);
          endOfBatches = offset;
        }
        return false;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** True when the walk went through to the seal. */
  boolean isSealed() {
    return sealed;
  }

  /** Where the last whole batch ends. */
  long endOfBatches() {
    return endOfBatches;
  }

  /** Where the walk ended. */
  long stoppedAt() {
    return stoppedAt;
  }

  /** What was found where the walk ended. */
  Found stoppedBy() {
    return stoppedBy;
  }

  /** Why the walk ended before the seal. */
  String reason() {
    return switch (stoppedBy) {
      case FRAME -> "a frame that does not belong here";
      case BLANK -> "zeros where a record was";
      case BROKEN_HEAD -> "no valid record";
      case BROKEN_BODY -> "a record whose body does not match its checksum";
      case UNKNOWN_VERSION -> "a record of a format that is unknown to this release";
    };
  }
}
