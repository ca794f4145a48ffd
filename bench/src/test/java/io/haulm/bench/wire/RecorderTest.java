package io.haulm.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RecorderTest {
  private final Recorder recorder = new Recorder();

  @Test
  void percentilesAreWithinAThousandth() {
    recorder.start();
    for (int micros = 1; micros <= 10_000; micros++) {
      recorder.latency(micros * 1_000L);
    }
    assertThat(recorder.latencyMicros(50)).isCloseTo(5_000, within(5.0));
    assertThat(recorder.latencyMicros(99)).isCloseTo(9_900, within(10.0));
    assertThat(recorder.latencyMicros(99.9)).isCloseTo(9_990, within(10.0));
  }

  @Test
  void nothingIsRecordedBeforeTheStartAndAfterTheEnd() {
    recorder.count();
    recorder.latency(5_000);
    recorder.start();
    recorder.count();
    recorder.stop();
    recorder.count();
    recorder.latency(5_000);
    assertThat(recorder.commands()).isEqualTo(1);
    assertThat(recorder.isEmpty()).isTrue();
  }

  @Test
  void aNewStartForgetsTheRoundBefore() {
    recorder.start();
    recorder.count();
    recorder.latency(5_000);
    recorder.start();
    assertThat(recorder.commands()).isZero();
    assertThat(recorder.isEmpty()).isTrue();
  }

  @Test
  void aLatencyBeyondAllBoundsCountsAsTheLongest() {
    recorder.start();
    recorder.latency(Long.MAX_VALUE);
    assertThat(recorder.latencyMicros(100)).isCloseTo(120e6, within(120e3));
  }
}
