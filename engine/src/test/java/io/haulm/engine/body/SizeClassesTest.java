package io.haulm.engine.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizeClassesTest {
  @Test
  void everyLengthFitsIntoItsCellAndWastesLittle() {
    for (int bytes = 1; bytes <= BodyStore.PIECE_BYTES_MAX; bytes++) {
      int cellBytes = SizeClasses.cellBytes(SizeClasses.classOf(bytes));
      assertThat(cellBytes).isGreaterThanOrEqualTo(bytes);
      assertThat(cellBytes - bytes).isLessThanOrEqualTo(Math.max(7, bytes / 8));
    }
  }

  @Test
  void everyCellIsItsOwnClass() {
    for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
      int cellBytes = SizeClasses.cellBytes(sizeClass);
      assertThat(SizeClasses.classOf(cellBytes)).isEqualTo(sizeClass);
      assertThat(cellBytes % 8).isZero();
    }
  }

  @Test
  void theLargestClassIsThatOfAFullPiece() {
    assertThat(SizeClasses.cellBytes(SizeClasses.COUNT - 1)).isEqualTo(BodyStore.PIECE_BYTES_MAX);
  }
}
