package io.haulm.journal;

import java.lang.foreign.MemorySegment;

/**
 * Takes a body that is read. Called on a reader thread: {@link #piece} any number of times, then
 * {@link #end} or {@link #failed} once. Only {@link #end} says that the pieces are what was
 * written.
 */
public interface BodyReceiver {
  /**
   * The next bytes.
   *
   * @param bytes valid during the call
   */
  void piece(MemorySegment bytes);

  /** All pieces have come, and match the checksum. */
  void end();

  /** The body cannot be read; pieces that came before are worth nothing. */
  void failed(Throwable cause);
}
