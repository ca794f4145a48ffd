package io.haulm.engine.body;

import java.lang.foreign.MemorySegment;

/** A body that is still arriving. Ends with {@link #finish} or {@link #discard}. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class BodyDraft {
  BodyDraft() {}

  /** Bytes still to come. */
  public int missingBytes() {
    throw new UnsupportedOperationException();
  }

  /**
   * Adds bytes; copies them.
   *
   * @param bytes at most {@link #missingBytes()}
   * @return false when the store is full; the draft has then freed what it held, and swallows all
   *     further bytes
   */
  public boolean append(MemorySegment source, long offset, int bytes) {
    throw new UnsupportedOperationException();
  }

  /** The reference of the complete body, or {@link BodyStore#NONE} when the store was full. */
  public long finish() {
    throw new UnsupportedOperationException();
  }

  /** Frees what has arrived. */
  public void discard() {
    throw new UnsupportedOperationException();
  }
}
