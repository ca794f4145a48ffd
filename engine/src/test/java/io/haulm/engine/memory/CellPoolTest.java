package io.haulm.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellPoolTest {
  private static final int CELL_BYTES = 24;
  private static final int PAGE_BYTES = 240;

  private final PageSource source = new PageSource(100 * PAGE_BYTES);
  private final CellPool pool = new CellPool(CELL_BYTES, PAGE_BYTES, source);

  @Test
  void takesAPageOnlyWhenItIsNeeded() {
    assertThat(source.takenBytes()).isZero();
    for (int i = 0; i < 10; i++) {
      pool.take();
    }
    assertThat(source.takenBytes()).isEqualTo(PAGE_BYTES);

    pool.take();

    assertThat(source.takenBytes()).isEqualTo(2 * PAGE_BYTES);
  }

  @Test
  void isFullOneCellBeyondTheLimit() {
    for (int i = 0; i < 1000; i++) {
      assertThat(pool.take()).isNotEqualTo(CellPool.FULL);
    }
    assertThat(pool.ensureRoom()).isFalse();
    assertThat(pool.take()).isEqualTo(CellPool.FULL);
  }

  @Test
  void anEmptyPageGoesBack() {
    List<Long> cells = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      cells.add(pool.take());
    }
    cells.forEach(pool::free);

    assertThat(source.takenBytes()).isZero();
    assertThat(pool.take()).isNotEqualTo(CellPool.FULL);
  }

  @Test
  void aCellOfAPageThatWentBackIsNotReachable() {
    long cell = pool.take();
    pool.free(cell);

    assertThatThrownBy(() -> pool.page(0).get(ValueLayout.JAVA_LONG, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> pool.free(cell)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void pagesOfOneSizeServePoolsOfDifferentCells() {
    CellPool other = new CellPool(8, PAGE_BYTES, source);
    pool.free(pool.take());

    other.take();

    assertThat(source.takenBytes()).isEqualTo(PAGE_BYTES);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void cellsKeepWhatIsWrittenIntoThem(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Long, Long> expected = new HashMap<>();
    List<Long> taken = new ArrayList<>();
    for (int step = 0; step < 20_000; step++) {
      boolean takes = random.nextInt(10) < (step % 2000 < 1000 ? 7 : 3);
      if (takes) {
        long cell = pool.take();
        assertThat(cell == CellPool.FULL).isEqualTo(taken.size() == 1000);
        if (cell != CellPool.FULL) {
          assertThat(expected.put(cell, (long) step)).isNull();
          taken.add(cell);
          write(cell, step);
        }
      } else if (!taken.isEmpty()) {
        long cell = taken.remove(random.nextInt(taken.size()));
        assertThat(read(cell)).isEqualTo(expected.remove(cell));
        pool.free(cell);
      }
    }
    expected.forEach((cell, value) -> assertThat(read(cell)).isEqualTo(value));
  }

  private void write(long cell, long value) {
    for (int at = 0; at < CELL_BYTES; at += Long.BYTES) {
      pool.page((int) (cell >>> 32)).set(ValueLayout.JAVA_LONG, offset(cell) + at, value);
    }
  }

  private long read(long cell) {
    long value = pool.page((int) (cell >>> 32)).get(ValueLayout.JAVA_LONG, offset(cell));
    for (int at = Long.BYTES; at < CELL_BYTES; at += Long.BYTES) {
      assertThat(pool.page((int) (cell >>> 32)).get(ValueLayout.JAVA_LONG, offset(cell) + at))
          .isEqualTo(value);
    }
    return value;
  }

  private static long offset(long cell) {
    return (long) (int) cell * CELL_BYTES;
  }
}
