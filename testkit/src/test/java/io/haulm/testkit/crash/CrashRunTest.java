package io.haulm.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.testkit.crash.Finding.Rule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The run itself on trial: beanstalkd with a binlog survives it, and without one is found out. */
@Tag("conformance")
class CrashRunTest {
  private static final int CLIENTS = 16;
  private static final int CONFIRMATIONS_MAX = 2000;

  @TempDir Path folder;

  private CrashRun.Report run(List<String> command, int kills, long seed) throws Exception {
    return CrashRun.of(new CrashRun.Plan(command, folder, kills, CLIENTS, CONFIRMATIONS_MAX, seed));
  }

  @Test
  void beanstalkdWithBinlogLosesNothing() throws Exception {
    CrashRun.Report report =
        run(List.of("beanstalkd", "-l", "127.0.0.1", "-p", "{port}", "-b", "{data}", "-f0"), 10, 1);

    assertThat(report.puts()).isPositive();
    assertThat(report.findings()).extracting(Finding::rule).doesNotContain(Rule.LOST);
  }

  @Test
  void beanstalkdWithoutBinlogIsFoundToLose() throws Exception {
    CrashRun.Report report = run(List.of("beanstalkd", "-l", "127.0.0.1", "-p", "{port}"), 3, 2);

    assertThat(report.findings())
        .extracting(Finding::rule)
        .contains(Rule.LOST, Rule.ID_REUSED, Rule.ID_NOT_RISING);
  }
}
