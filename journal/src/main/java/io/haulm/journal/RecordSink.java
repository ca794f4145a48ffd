package io.haulm.journal;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Takes the records of one segment, in order. */
@FunctionalInterface
interface RecordSink {
  /**
   * One record.
   *
   * @param head valid during the call
   * @param bodyBytes length of the body, or {@link JournalOwner#NO_BODY}
   */
  void record(long offset, MemorySegment head, long bodyBytes) throws IOException;
}
