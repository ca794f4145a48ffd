package io.haulm.engine.body;

import java.lang.foreign.MemorySegment;

/**
 * Holds the bodies of jobs in native memory. A body of up to {@link #PIECE_BYTES_MAX} bytes is one
 * piece; a longer one is a row of pieces, so that memory is taken only as its bytes arrive.
 *
 * <p>Not thread-safe.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class BodyStore {
  /** Longest piece, in bytes. */
  public static final int PIECE_BYTES_MAX = 64 * 1024;

  /** The reference of no body; answered when the store is full. */
  public static final long NONE = -1;

  /**
   * An empty store.
   *
   * @param bytesMax how many bytes of native memory it may take
   */
  public BodyStore(long bytesMax) {
    throw new UnsupportedOperationException();
  }

  /**
   * Stores a body of one piece.
   *
   * @param bytes at most {@link #PIECE_BYTES_MAX}
   * @return its reference, with one holder; or {@link #NONE} when the store is full
   */
  public long store(MemorySegment source, long offset, int bytes) {
    throw new UnsupportedOperationException();
  }

  /** Begins a body of {@code bytes} bytes, any length up to 1 GiB, that arrives bit by bit. */
  public BodyDraft draft(int bytes) {
    throw new UnsupportedOperationException();
  }

  /**
   * One more holder of a body of several pieces, for as long as it is being sent. (A body of one
   * piece is copied at once and never retained.)
   */
  public void retain(long ref) {
    throw new UnsupportedOperationException();
  }

  /** One holder less; the last one frees the memory. */
  public void release(long ref, int bytes) {
    throw new UnsupportedOperationException();
  }

  /** Of how many pieces a body of this length consists; 1 for an empty one. */
  public static int pieces(int bytes) {
    return Math.max(1, Math.ceilDiv(bytes, PIECE_BYTES_MAX));
  }

  /** The bytes of one piece, valid until the body is released. */
  public MemorySegment piece(long ref, int bytes, int index) {
    throw new UnsupportedOperationException();
  }

  /** Bytes of native memory taken. */
  public long takenBytes() {
    throw new UnsupportedOperationException();
  }
}
