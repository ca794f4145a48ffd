package io.haulm.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void barFillsUp() {
    assertThat(Progress.line(0, 3000))
        .isEqualTo("[..............................] 0 of 3,000 jobs");
    assertThat(Progress.line(1500, 3000))
        .isEqualTo("[###############...............] 1,500 of 3,000 jobs");
    assertThat(Progress.line(4000, 3000))
        .isEqualTo("[##############################] 4,000 of 3,000 jobs");
  }

  @Test
  void withoutTotalThereIsCount() {
    assertThat(Progress.line(1234, 0)).isEqualTo("1,234 jobs");
  }

  @Test
  void nothingIsDrawnForWhatTakesMoment() {
    ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    try (Progress progress = new Progress(new PrintStream(drawn, true, UTF_8), true, 10)) {
      progress.step();
    }
    assertThat(drawn.size()).isZero();
  }
}
