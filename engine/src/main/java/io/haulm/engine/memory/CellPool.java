package io.haulm.engine.memory;

import io.haulm.engine.Check;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cells of one size, in pages. Taking and freeing a cell costs the same however many there are; a
 * page without a used cell goes back to its source.
 *
 * <p>A cell is named by a number: that of its page in the high 32 bits, its place in the page in
 * the low 32 bits.
 */
public final class CellPool {
  /** Answered when there is no memory for another cell. */
  public static final long FULL = -1;

  /** Smallest cell: a free cell must have room for the number of the next free one. */
  public static final int CELL_BYTES_MIN = 8;

  private static final int NO_CELL = -1;
  private static final int PAGES_AT_FIRST = 4;

  /** What is used of one page. Pages with a free cell stand in a list, so they are linked. */
  private static final class Page {
    final NativePage memory;
    final int number;
    int usedCells;
    // Cells from here on were never used, so no list of free cells needs to be written for them.
    int firstFreshCell;
    int firstFreeCell = NO_CELL;
    @Nullable Page previous;
    @Nullable Page next;

    Page(NativePage memory, int number) {
      this.memory = memory;
      this.number = number;
    }
  }

  private final int cellBytes;
  private final int pageBytes;
  private final int pageCells;
  private final PageSource source;

  // memory[n] is the memory of pages[n]; the empty segment stands where there is no page, so that
  // a reference kept for too long fails instead of reading foreign bytes.
  private MemorySegment[] memory = new MemorySegment[0];
  private @Nullable Page[] pages = new Page[0];
  private int[] freeNumbers = new int[0];
  private int freeNumberCount;

  // Invariant: exactly the pages with at least one free cell are in this list.
  private @Nullable Page firstWithRoom;

  /**
   * An empty pool.
   *
   * @param cellBytes size of a cell, a multiple of 8
   * @param pageBytes size of a page; has room for one cell at least
   */
  public CellPool(int cellBytes, int pageBytes, PageSource source) {
    Check.inRange("cellBytes", cellBytes, CELL_BYTES_MIN, pageBytes);
    Check.invariant(cellBytes % CELL_BYTES_MIN == 0, "cells keep their fields aligned");
    this.cellBytes = cellBytes;
    this.pageBytes = pageBytes;
    this.pageCells = pageBytes / cellBytes;
    this.source = source;
  }

  /** Size of a cell. */
  public int cellBytes() {
    return cellBytes;
  }

  /** The memory of a page; the cell at place n begins at n times the cell size. */
  public MemorySegment page(int number) {
    return memory[number];
  }

  /** Numbers of pages lie below this one. */
  public int pageNumbers() {
    return pages.length;
  }

  /**
   * How many cells at the beginning of a page have ever been taken; those behind them have
   * undefined content. 0 when there is no page of this number.
   */
  public int touchedCells(int number) {
    Page page = pages[number];
    return page == null ? 0 : page.firstFreshCell;
  }

  /** Makes sure that the next {@link #take} succeeds; false when there is no memory. */
  public boolean ensureRoom() {
    return firstWithRoom != null || addPage();
  }

  /** Takes a cell with undefined content, or answers {@link #FULL}. */
  public long take() {
    if (!ensureRoom()) {
      return FULL;
    }
    Page page = Check.present(firstWithRoom, "there is a page with room");
    int cell = page.firstFreeCell;
    if (cell == NO_CELL) {
      cell = page.firstFreshCell++;
    } else {
      page.firstFreeCell = page.memory.memory().get(ValueLayout.JAVA_INT, offsetOf(cell));
    }
    page.usedCells++;
    if (page.usedCells == pageCells) {
      leaveList(page);
    }
    return ((long) page.number << Integer.SIZE) | cell;
  }

  /** Frees a cell that was taken and not yet freed. */
  public void free(long cellNumber) {
    Page page =
        Check.present(pages[(int) (cellNumber >>> Integer.SIZE)], "a freed cell lies in a page");
    int cell = (int) cellNumber;
    page.memory.memory().set(ValueLayout.JAVA_INT, offsetOf(cell), page.firstFreeCell);
    page.firstFreeCell = cell;
    if (page.usedCells == pageCells) {
      enterList(page);
    }
    page.usedCells--;
    if (page.usedCells == 0) {
      removePage(page);
    }
  }

  private long offsetOf(int cell) {
    return (long) cell * cellBytes;
  }

  private boolean addPage() {
    NativePage taken = source.take(pageBytes);
    if (taken == null) {
      return false;
    }
    if (freeNumberCount == 0) {
      growTables();
    }
    Page page = new Page(taken, freeNumbers[--freeNumberCount]);
    pages[page.number] = page;
    memory[page.number] = taken.memory();
    enterList(page);
    return true;
  }

  private void removePage(Page page) {
    leaveList(page);
    pages[page.number] = null;
    memory[page.number] = MemorySegment.NULL;
    freeNumbers[freeNumberCount++] = page.number;
    source.giveBack(page.memory);
  }

  private void growTables() {
    int oldLength = pages.length;
    int newLength = Math.max(PAGES_AT_FIRST, oldLength * 2);
    pages = Arrays.copyOf(pages, newLength);
    memory = Arrays.copyOf(memory, newLength);
    Arrays.fill(memory, oldLength, newLength, MemorySegment.NULL);
    freeNumbers = Arrays.copyOf(freeNumbers, newLength);
    // The highest first, so that the lowest is taken first.
    for (int number = newLength - 1; number >= oldLength; number--) {
      freeNumbers[freeNumberCount++] = number;
    }
  }

  private void enterList(Page page) {
    page.next = firstWithRoom;
    if (firstWithRoom != null) {
      firstWithRoom.previous = page;
    }
    firstWithRoom = page;
  }

  private void leaveList(Page page) {
    if (page.previous == null) {
      firstWithRoom = page.next;
    } else {
      page.previous.next = page.next;
    }
    if (page.next != null) {
      page.next.previous = page.previous;
    }
    page.previous = null;
    page.next = null;
  }
}
