package io.haulm.engine.memory;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes pages of native memory from the system and gives them back, within a limit.
 *
 * <p>A few pages that became empty are kept for the next taker: a queue that swings around a page
 * boundary must not pay the system for every swing. These spare pages are not counted as taken.
 */
public final class PageSource {
  /** So many empty pages are kept at most. */
  static final int SPARE_PAGES_MAX = 8;

  /** Alignment of every page, enough for any field in it. */
  private static final int ALIGNMENT_BYTES = 8;

  private final long bytesMax;
  private final List<NativePage> spare = new ArrayList<>();
  private long takenBytes;

  /**
   * A source that has not given out anything.
   *
   * @param bytesMax how many bytes may be in use at a time
   */
  public PageSource(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** Bytes of the pages in use. */
  public long takenBytes() {
    return takenBytes;
  }

  /** A page with undefined content; null when the limit is reached or the system has no more. */
  @Nullable NativePage take(int bytes) {
    if (bytes > bytesMax - takenBytes) {
      return null;
    }
    NativePage page = takeSpare(bytes);
    if (page == null) {
      page = takeNew(bytes);
    }
    if (page != null) {
      takenBytes += bytes;
    }
    return page;
  }

  /** The page is empty and nobody refers to it any more. */
  void giveBack(NativePage page) {
    takenBytes -= page.bytes();
    if (spare.size() < SPARE_PAGES_MAX) {
      spare.add(page);
    } else {
      page.arena().close();
    }
  }

  private @Nullable NativePage takeSpare(int bytes) {
    for (int i = spare.size() - 1; i >= 0; i--) {
      if (spare.get(i).bytes() == bytes) {
        return spare.remove(i);
      }
    }
    return null;
  }

  private static @Nullable NativePage takeNew(int bytes) {
    // Shared, because an engine may be filled by one thread (recovery) and then owned by another.
    Arena arena = Arena.ofShared();
    try {
      return new NativePage(arena, arena.allocate(bytes, ALIGNMENT_BYTES));
    } catch (OutOfMemoryError e) {
      // The environment's fault, met here alone: callers refuse the one job and go on.
      arena.close();
      return null;
    }
  }
}
