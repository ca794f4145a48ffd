package io.haulm.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.bench.BenchException;
import io.haulm.bench.process.ServerRecipe;
import io.haulm.bench.report.LoadResult;
import io.haulm.bench.report.Metric;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of load, for a moment, against the real thing. */
@Tag("conformance")
class RealBeanstalkdTest {
  private static final long WARM_UP_NANOS = 50_000_000;
  private static final long SHORT_ROUND_NANOS = 100_000_000;

  /** Longer than any pause of a busy machine. */
  private static final long LONG_ROUND_NANOS = 10_000_000_000L;

  private static final ServerRecipe BEANSTALKD =
      new Servers(Path.of("haulm"), Path.of("/usr/bin/beanstalkd")).beanstalkdInMemory();

  static Stream<Arguments> workloads() {
    return Stream.of(
        Arguments.of("cycle", Workloads.cycleOnOwnTubes(4)),
        Arguments.of("put then drain", Workloads.putThenDrain(1_000)),
        Arguments.of("producers and workers", Workloads.producersAndWorkers(2, 4)),
        Arguments.of("put to reserve", Workloads.putToReserve(1_000)),
        Arguments.of("put only", Workloads.putOnly(4, 8)),
        Arguments.of("churn", Workloads.putAmongChurn(1_000, 2, false)),
        Arguments.of("among tubes", Workloads.amongTubes(50, Workloads.cycleOnOneTube(2))),
        Arguments.of(
            "among idle", Workloads.amongIdleConnections(20, Workloads.cycleOnOneTube(2))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("workloads")
  void aWorkloadRunsAndLeavesNothingBehind(String name, Workload workload, @TempDir Path folder)
      throws Exception {
    Contender contender = Contender.lasting(name, BEANSTALKD, workload);
    LoadResult result = run(folder, contender);
    if (result.figures(name, Metric.COMMANDS_PER_SECOND).contains(0.0)) {
      result = run(folder, contender, LONG_ROUND_NANOS);
    }
    assertThat(result.figures(name, Metric.COMMANDS_PER_SECOND))
        .hasSize(2)
        .allSatisfy(rate -> assertThat(rate).isPositive());
    assertThat(result.figures(name, Metric.P99_MICROS)).hasSize(2);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void compactionThatMovesNothingIsNotMeasured(@TempDir Path folder) {
    Contender contender =
        Contender.lasting("churn", BEANSTALKD, Workloads.putAmongChurn(1_000, 2, true));
    assertThatThrownBy(() -> run(folder, contender))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("nothing to compare");
  }

  @Test
  void aMillionJobsMayAlsoBeAThousand(@TempDir Path folder) throws Exception {
    LoadResult result = run(folder, new FreshContenders.Memory("memory", BEANSTALKD, 1_000));
    assertThat(result.figures("memory", Metric.MEMORY_MIB))
        .allSatisfy(mib -> assertThat(mib).isPositive());
  }

  @Test
  void aKilledServerComesBackWithItsJobs(@TempDir Path folder) throws Exception {
    ServerRecipe durable =
        new Servers(Path.of("haulm"), Path.of("/usr/bin/beanstalkd")).beanstalkdWithBinlog("-f50");
    LoadResult result = run(folder, new FreshContenders.Recovery("recovery", durable, 1_000));
    assertThat(result.figures("recovery", Metric.RESTART_MILLIS))
        .allSatisfy(millis -> assertThat(millis).isPositive());
  }

  private static LoadResult run(Path folder, Contender contender) throws Exception {
    return run(folder, contender, SHORT_ROUND_NANOS);
  }

  private static LoadResult run(Path folder, Contender contender, long roundNanos)
      throws Exception {
    Load load = new Load("moment", "a moment", List.of(contender), List.of(), 2);
    return new LoadRunner(folder, new Timing(2, roundNanos, WARM_UP_NANOS)).run(load);
  }
}
