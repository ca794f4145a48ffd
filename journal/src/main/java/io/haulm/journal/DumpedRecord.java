package io.haulm.journal;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** A record that is shown to somebody who looks at a data folder. Valid during the call. */
public interface DumpedRecord {
  /** Its position. */
  long position();

  /** Its head. */
  MemorySegment head();

  /** Length of its body, or {@link JournalOwner#NO_BODY}. */
  long bodyBytes();

  /** Reads its body; empty when it has none. For bodies that fit into an array. */
  byte[] body() throws IOException;
}
