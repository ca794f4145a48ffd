package io.haulm.engine;

import java.util.Arrays;

/**
 * A list of ints that grows and shrinks at its end without ever copying much: by pages of {@link
 * #PAGE_INTS}. It starts with a few bytes, because each of ten thousand tubes has several.
 */
final class PagedInts {
  private static final int PAGE_SHIFT = 10;
  private static final int PAGE_INTS = 1 << PAGE_SHIFT;
  private static final int PAGE_MASK = PAGE_INTS - 1;

  /** Only the first page may be shorter than the others, and not shorter than this. */
  private static final int FIRST_PAGE_INTS = 4;

  private static final int[] NO_PAGE = {};
  private static final int[][] NO_PAGES = {};

  private int[][] pages = NO_PAGES;
  private int pageCount;
  private int size;

  int size() {
    return size;
  }

  int get(int index) {
    return pages[index >>> PAGE_SHIFT][index & PAGE_MASK];
  }

  void set(int index, int value) {
    pages[index >>> PAGE_SHIFT][index & PAGE_MASK] = value;
  }

  void add(int value) {
    int page = size >>> PAGE_SHIFT;
    if (page == pageCount) {
      addPage();
    } else if ((size & PAGE_MASK) == pages[page].length) {
      pages[page] = Arrays.copyOf(pages[page], pages[page].length * 2);
    }
    set(size, value);
    size++;
  }

  int removeLast() {
    size--;
    int value = get(size);
    shrink();
    return value;
  }

  /** How many ints there is room for. */
  int capacity() {
    return pageCount <= 1 ? firstPageInts() : pageCount * PAGE_INTS;
  }

  private int firstPageInts() {
    return pageCount == 0 ? 0 : pages[0].length;
  }

  private void addPage() {
    if (pageCount == pages.length) {
      pages = Arrays.copyOf(pages, Math.max(1, pageCount * 2));
      Arrays.fill(pages, pageCount, pages.length, NO_PAGE);
    }
    pages[pageCount] = new int[pageCount == 0 ? FIRST_PAGE_INTS : PAGE_INTS];
    pageCount++;
  }

  // A page is dropped only when the one before it is half empty, so that a size that swings around
  // a boundary does not make and drop a page each time. The size falls by one, so it meets the
  // half of each page.
  private void shrink() {
    int usedPages = (size >>> PAGE_SHIFT) + 1;
    if (pageCount > usedPages && (size & PAGE_MASK) == PAGE_INTS / 2) {
      pageCount--;
      pages[pageCount] = NO_PAGE;
      if (pageCount <= pages.length / 4) {
        pages = Arrays.copyOf(pages, pages.length / 2);
      }
    } else if (pageCount == 1 && pages[0].length > FIRST_PAGE_INTS && size <= pages[0].length / 4) {
      pages[0] = Arrays.copyOf(pages[0], pages[0].length / 2);
    }
  }
}
