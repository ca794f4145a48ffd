package io.haulm.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.bench.BenchException;
import org.junit.jupiter.api.Test;

class RedisBenchmarkTest {

  @Test
  void tableIsRead() {
    String table =
        """
        "test","rps","avg_latency_ms","min_latency_ms"
        "SET","500000.00","0.1","0.1"
        "MSET (10 keys)","123.45","0.1","0.1"
        """;
    assertThat(RedisBenchmark.perSecond(table))
        .containsEntry("SET", 500_000.0)
        .containsEntry("MSET (10 keys)", 123.45);
  }

  @Test
  void whatIsNoTableIsFailure() {
    assertThatThrownBy(() -> RedisBenchmark.perSecond("head\nError from server: no"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("Error from server");
  }

  @Test
  void rowShowsTheRatio() {
    assertThat(new RedisBenchmark.Row("SET", 200, 300).text()).endsWith("1.50");
  }
}
