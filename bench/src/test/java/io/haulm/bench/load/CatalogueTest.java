package io.haulm.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.bench.report.Comparison;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private final List<Load> loads =
      Stream.concat(
              Catalogue.of(new Servers(Path.of("haulm"), Path.of("beanstalkd"))).stream(),
              RedisCatalogue.of(new RedisServers(Path.of("haulm"), Path.of("redis-server")))
                  .stream())
          .toList();

  @Test
  void noTwoLoadsHaveOneName() {
    assertThat(loads).extracting(Load::name).doesNotHaveDuplicates();
  }

  @Test
  void onlyContendersAreCompared() {
    for (Load load : loads) {
      List<String> names = load.contenders().stream().map(Contender::name).toList();
      assertThat(names).as(load.name()).doesNotHaveDuplicates();
      assertThat(names)
          .as(load.name())
          .containsAll(load.comparisons().stream().map(Comparison::subject).toList())
          .containsAll(load.comparisons().stream().map(Comparison::baseline).toList());
    }
  }

  @Test
  void theSharesOfABulkAddUp() {
    for (long jobs : new long[] {0, 1, 15, 16, 17, 100_000}) {
      assertThat(IntStream.range(0, Bulk.CONNECTIONS).mapToLong(i -> Bulk.share(jobs, i)).sum())
          .as("%s jobs", jobs)
          .isEqualTo(jobs);
    }
  }
}
