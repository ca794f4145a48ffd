package io.haulm.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
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

  /** What is drawn when the second of ten steps comes so long after the beginning. */
  private static String drawn(Duration time) {
    ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    AtomicLong nanos = new AtomicLong();
    PrintStream terminal = new PrintStream(drawn, true, UTF_8);
    try (Progress progress = new Progress(terminal, true, 10, nanos::get)) {
      progress.step();
      nanos.set(time.toNanos());
      progress.step();
    }
    return drawn.toString(UTF_8);
  }

  @Test
  void nothingIsDrawnForWhatTakesMoment() {
    assertThat(drawn(Duration.ofMillis(499))).isEmpty();
  }

  @Test
  void barIsDrawnAndTakenAwayForWhatTakesLonger() {
    assertThat(drawn(Duration.ofMillis(500))).isEqualTo("\r" + Progress.line(2, 10) + "\r\u001b[K");
  }
}
