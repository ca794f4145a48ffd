package io.haulm.engine.body;

import io.haulm.engine.Check;
import io.haulm.engine.memory.CellPool;
import io.haulm.engine.memory.PageSource;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds the bodies of jobs in native memory. A body of up to {@link #PIECE_BYTES_MAX} bytes is one
 * piece; a longer one is a row of pieces, so that memory is taken only as its bytes arrive.
 *
 * <p>A piece lies in a cell of the nearest larger size class; an empty body takes no memory. Memory
 * is counted in whole pages, because a page is what the system gives and takes back: the limit
 * holds even if every page is left with a single small body.
 *
 * <p>Not thread-safe.
 */
public final class BodyStore {
  /** Longest piece, in bytes. */
  public static final int PIECE_BYTES_MAX = 64 * 1024;

  /** The reference of no body; answered when the store is full. */
  public static final long NONE = -1;

  // An empty body needs no reference of its own: who holds one also knows that its length is 0.
  private static final long EMPTY = 0;

  // Small cells get small pages: there are many classes, and each may have a page that is mostly
  // empty. Large cells get larger ones, so that little is lost at the end of a page.
  private static final int SMALL_CELL_BYTES_MAX = 8 * 1024;
  private static final int SMALL_PAGE_BYTES = 256 * 1024;
  private static final int LARGE_PAGE_BYTES = 1024 * 1024;

  /** A body of several pieces. */
  private static final class Row {
    final long[] cells;
    int holders = 1;

    Row(long[] cells) {
      this.cells = cells;
    }
  }

  private final PageSource pages;
  private final @Nullable CellPool[] pools = new CellPool[SizeClasses.COUNT];
  private final Map<Long, Row> rows = new HashMap<>();
  private long lastRow;

  /**
   * An empty store.
   *
   * @param bytesMax how many bytes of native memory it may take
   */
  public BodyStore(long bytesMax) {
    this.pages = new PageSource(bytesMax);
  }

  /**
   * Stores a body of one piece.
   *
   * @param bytes at most {@link #PIECE_BYTES_MAX}
   * @return its reference, with one holder; or {@link #NONE} when the store is full
   */
  public long store(MemorySegment source, long offset, int bytes) {
    Check.inRange("bytes", bytes, 0, PIECE_BYTES_MAX);
    if (bytes == 0) {
      return EMPTY;
    }
    CellPool pool = poolFor(bytes);
    long cell = pool.take();
    if (cell == CellPool.FULL) {
      return NONE;
    }
    copyInto(pool, cell, 0, source, offset, bytes);
    return cell;
  }

  /** Begins a body of {@code bytes} bytes, any length up to 1 GiB, that arrives bit by bit. */
  public BodyDraft draft(int bytes) {
    return new BodyDraft(this, bytes);
  }

  /**
   * One more holder of a body of several pieces, for as long as it is being sent. (A body of one
   * piece is copied at once and never retained.)
   */
  public void retain(long ref) {
    rowOf(ref).holders++;
  }

  /** One holder less; the last one frees the memory. */
  public void release(long ref, int bytes) {
    if (bytes <= PIECE_BYTES_MAX) {
      freePiece(ref, bytes);
      return;
    }
    Row row = rowOf(ref);
    row.holders--;
    if (row.holders == 0) {
      rows.remove(ref);
      for (int i = 0; i < row.cells.length; i++) {
        freePiece(row.cells[i], pieceBytes(bytes, i));
      }
    }
  }

  /** Of how many pieces a body of this length consists; 1 for an empty one. */
  public static int pieces(int bytes) {
    return Math.max(1, Math.ceilDiv(bytes, PIECE_BYTES_MAX));
  }

  /** The bytes of one piece, valid until the body is released. */
  public MemorySegment piece(long ref, int bytes, int index) {
    if (bytes == 0) {
      return MemorySegment.NULL;
    }
    long cell = bytes <= PIECE_BYTES_MAX ? ref : rowOf(ref).cells[index];
    int length = pieceBytes(bytes, index);
    CellPool pool = poolFor(length);
    return memoryOf(pool, cell).asSlice(offsetOf(pool, cell), length);
  }

  /** Bytes of native memory taken. */
  public long takenBytes() {
    return pages.takenBytes();
  }

  /** Length of the piece at {@code index}; only the last one may be shorter than the others. */
  static int pieceBytes(int bytes, int index) {
    return (int) Math.min(PIECE_BYTES_MAX, bytes - (long) index * PIECE_BYTES_MAX);
  }

  /** A cell for a piece of {@code bytes} bytes that are not there yet; or {@link #NONE}. */
  long takePiece(int bytes) {
    long cell = poolFor(bytes).take();
    return cell == CellPool.FULL ? NONE : cell;
  }

  void freePiece(long cell, int bytes) {
    if (bytes > 0) {
      poolFor(bytes).free(cell);
    }
  }

  /** Writes into a piece of {@code pieceBytes} bytes. */
  void fillPiece(long cell, int pieceBytes, int at, MemorySegment source, long offset, int bytes) {
    Check.inRange("at", at, 0, pieceBytes - bytes);
    copyInto(poolFor(pieceBytes), cell, at, source, offset, bytes);
  }

  /** Makes one body of complete pieces. */
  long join(long[] cells) {
    lastRow++;
    rows.put(lastRow, new Row(cells));
    return lastRow;
  }

  private Row rowOf(long ref) {
    return Check.present(rows.get(ref), "a body that somebody holds is in the store");
  }

  private CellPool poolFor(int bytes) {
    int sizeClass = SizeClasses.classOf(bytes);
    CellPool pool = pools[sizeClass];
    if (pool == null) {
      int cellBytes = SizeClasses.cellBytes(sizeClass);
      int pageBytes = cellBytes <= SMALL_CELL_BYTES_MAX ? SMALL_PAGE_BYTES : LARGE_PAGE_BYTES;
      pool = new CellPool(cellBytes, pageBytes, pages);
      pools[sizeClass] = pool;
    }
    return pool;
  }

  private static void copyInto(
      CellPool pool, long cell, int at, MemorySegment source, long offset, int bytes) {
    MemorySegment.copy(source, offset, memoryOf(pool, cell), offsetOf(pool, cell) + at, bytes);
  }

  private static MemorySegment memoryOf(CellPool pool, long cell) {
    return pool.page((int) (cell >>> Integer.SIZE));
  }

  private static long offsetOf(CellPool pool, long cell) {
    return (cell & 0xFFFF_FFFFL) * pool.cellBytes();
  }
}
