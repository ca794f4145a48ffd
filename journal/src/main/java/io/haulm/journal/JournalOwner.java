package io.haulm.journal;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.Executor;

/**
 * Who the records mean something to. The journal asks and tells; see each method for the thread.
 */
public interface JournalOwner {
  /** The {@code bodyBytes} of a record without a body. */
  long NO_BODY = -1;

  /**
   * A record that was found by {@link Journal#recover}, on the thread that called it, in the order
   * of positions. {@link Journal#forget} may be called.
   *
   * <p>The body may be read with {@link Journal#readRecovered}.
   *
   * @param head valid during the call
   * @param bodyBytes length of the body, or {@link #NO_BODY}
   */
  void recovered(long position, MemorySegment head, long bodyBytes);

  /**
   * A new segment begins: append, with {@code mayUseReserve}, everything that must outlive the
   * older segments and is not tied to a record with a body. It becomes part of the batch that is
   * being begun, before any other record. Called on the owner's thread within {@link
   * Journal#append}.
   */
  void segmentBegun();

  /**
   * The oldest segment is about to go. If the record at {@code position} is still alive, append it
   * again, with {@code mayUseReserve}, and {@link Journal#forget} this position. Called on the
   * owner's thread; the journal commits afterwards.
   *
   * @param head valid during the call
   * @param body valid during the call
   * @return false when that was only a part of the work: the journal lets other work go on, and
   *     then asks again
   */
  boolean relocate(long position, MemorySegment head, RecordBody body);

  /**
   * About how many bytes the owner would append if it had to tell anew what its records without a
   * body say. They count as alive when the journal weighs whether cleaning pays. Called on the
   * owner's thread.
   */
  default long noteBytes() {
    return 0;
  }

  /** Everything before {@code position} may be confirmed. Called on the journal's writer thread. */
  void durable(long position);

  /**
   * A write or a sync failed: nothing will ever be confirmed again. Called once, on the journal's
   * writer thread.
   */
  void failed(Throwable cause);

  /**
   * Work behind the scenes failed (a hint, a new segment, cleaning). Nothing is lost and nothing
   * stops, but the disk may fill up. Called on the journal's maintenance thread.
   */
  void troubled(String work, Throwable cause);

  /** Runs tasks on the owner's thread, never within a call to the journal. */
  Executor executor();
}
