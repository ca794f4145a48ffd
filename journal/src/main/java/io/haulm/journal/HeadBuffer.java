package io.haulm.journal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Holds the heads of a batch back until its end has been seen. */
final class HeadBuffer {
  private static final int FIRST_HEADS = 64;
  private static final int FIRST_BYTES = 64 * 1024;

  private MemorySegment heads = Arena.ofAuto().allocate(FIRST_BYTES);
  private long headsEnd;
  private long[] offsets = new long[FIRST_HEADS];
  private long[] bodyBytes = new long[FIRST_HEADS];
  private long[] headStarts = new long[FIRST_HEADS + 1];
  private int count;

  void add(FrameReader reader, long offset) {
    if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, count * 2);
      bodyBytes = Arrays.copyOf(bodyBytes, count * 2);
      headStarts = Arrays.copyOf(headStarts, count * 2 + 1);
    }
    if (headsEnd + reader.headBytes() > heads.byteSize()) {
      MemorySegment larger = Arena.ofAuto().allocate(heads.byteSize() * 2);
      MemorySegment.copy(heads, 0, larger, 0, headsEnd);
      heads = larger;
    }
    reader.copyHead(heads, headsEnd);
    headsEnd += reader.headBytes();
    offsets[count] = offset;
    bodyBytes[count] = reader.type() == Frame.RECORD ? reader.bodyBytes() : JournalOwner.NO_BODY;
    count++;
    headStarts[count] = headsEnd;
  }

  int count() {
    return count;
  }

  void clear() {
    count = 0;
    headsEnd = 0;
  }

  void deliver(RecordSink sink) throws IOException {
    for (int i = 0; i < count; i++) {
      MemorySegment head = heads.asSlice(headStarts[i], headStarts[i + 1] - headStarts[i]);
      sink.record(offsets[i], head, bodyBytes[i]);
    }
    clear();
  }
}
