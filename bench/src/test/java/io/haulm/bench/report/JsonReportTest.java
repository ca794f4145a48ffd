package io.haulm.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonReportTest {
  @Test
  void everyRoundIsInTheFile(@TempDir Path folder) throws Exception {
    Sample sample = new Sample(Map.of(Metric.P99_MICROS, 12.5));
    LoadResult result =
        new LoadResult(
            "cycle",
            "a load",
            Map.of("haulm", List.of(sample), "beanstalkd", List.of(sample)),
            List.of(
                new Comparison("haulm", "beanstalkd", Metric.P99_MICROS, new Wanted.AtMost(1))));
    Path file = folder.resolve("report.json");
    JsonReport.write(file, Machine.describe(folder, "0.1.0", "1.12"), List.of(result));

    JsonNode report = new ObjectMapper().readTree(file.toFile());
    assertThat(report.at("/machine/cores").asInt()).isPositive();
    assertThat(report.at("/loads/0/rounds/haulm/0/figures/P99_MICROS").asDouble()).isEqualTo(12.5);
    assertThat(report.at("/loads/0/comparisons/0/reached").asBoolean()).isTrue();
  }
}
