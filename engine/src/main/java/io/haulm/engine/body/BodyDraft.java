package io.haulm.engine.body;

import io.haulm.engine.Check;
import io.haulm.engine.Limits;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** A body that is still arriving. Ends with {@link #finish} or {@link #discard}. */
public final class BodyDraft {
  private final BodyStore store;
  private final int bytes;
  // One entry for each piece whose first byte has arrived.
  private long[] cells = new long[1];
  private int pieces;
  private int arrivedBytes;
  private boolean full;
  private boolean ended;

  BodyDraft(BodyStore store, int bytes) {
    Check.inRange("bytes", bytes, 0, Limits.BODY_BYTES_MAX);
    this.store = store;
    this.bytes = bytes;
  }

  /** Bytes still to come. */
  public int missingBytes() {
    return bytes - arrivedBytes;
  }

  /**
   * Adds bytes; copies them.
   *
   * @param bytes at most {@link #missingBytes()}
   * @return false when the store is full; the draft has then freed what it held, and swallows all
   *     further bytes
   */
  public boolean append(MemorySegment source, long offset, int bytes) {
    Check.inRange("bytes", bytes, 0, missingBytes());
    Check.invariant(!ended, "an ended draft takes no bytes");
    int done = 0;
    while (done < bytes && !full) {
      done += appendToPiece(source, offset + done, bytes - done);
    }
    arrivedBytes += bytes - done;
    return !full;
  }

  /** The reference of the complete body, or {@link BodyStore#NONE} when the store was full. */
  public long finish() {
    Check.invariant(missingBytes() == 0, "a finished body has arrived completely");
    Check.invariant(!ended, "a draft ends once");
    ended = true;
    if (full) {
      return BodyStore.NONE;
    }
    // With no piece at all the body is empty, and its reference does not matter.
    return pieces <= 1 ? cells[0] : store.join(Arrays.copyOf(cells, pieces));
  }

  /** Frees what has arrived. */
  public void discard() {
    Check.invariant(!ended, "a draft ends once");
    ended = true;
    freePieces();
  }

  /** Adds bytes to the current piece; returns how many, 0 when the store is full. */
  private int appendToPiece(MemorySegment source, long offset, int available) {
    int index = arrivedBytes / BodyStore.PIECE_BYTES_MAX;
    int at = arrivedBytes % BodyStore.PIECE_BYTES_MAX;
    int pieceBytes = BodyStore.pieceBytes(bytes, index);
    if (at == 0 && !takePiece(pieceBytes)) {
      return 0;
    }
    int count = Math.min(available, pieceBytes - at);
    store.fillPiece(cells[index], pieceBytes, at, source, offset, count);
    arrivedBytes += count;
    return count;
  }

  private boolean takePiece(int pieceBytes) {
    long cell = store.takePiece(pieceBytes);
    if (cell == BodyStore.NONE) {
      full = true;
      freePieces();
      return false;
    }
    if (pieces == cells.length) {
      cells = Arrays.copyOf(cells, pieces * 2);
    }
    cells[pieces++] = cell;
    return true;
  }

  private void freePieces() {
    for (int i = 0; i < pieces; i++) {
      store.freePiece(cells[i], BodyStore.pieceBytes(bytes, i));
    }
    pieces = 0;
  }
}
