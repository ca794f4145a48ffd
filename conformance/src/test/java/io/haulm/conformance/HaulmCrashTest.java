package io.haulm.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.testkit.crash.CrashRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first promise, tried on the real process: killed under load at random instants, again and
 * again over one data folder, it accounts for every job that it has acknowledged.
 */
@Tag("conformance")
class HaulmCrashTest {
  private static final int KILLS = 50;
  private static final int CLIENTS = 16;
  private static final int CONFIRMATIONS_MAX = 2000;
  private static final long SEED = 1;

  @TempDir private Path folder;

  @Test
  void nothingAcknowledgedIsLostInFiftyKills() throws Exception {
    List<String> command =
        List.of(
            Haulm.launcher().toString(),
            "serve",
            "--beanstalk",
            "127.0.0.1:{port}",
            "--redis",
            "off",
            "--http",
            "off",
            "--data",
            "{data}",
            "--durability",
            "sync",
            // Small enough that segments end, and are cleaned, while the server is killed.
            "--segment-size",
            "1m");

    CrashRun.Report report =
        CrashRun.of(new CrashRun.Plan(command, folder, KILLS, CLIENTS, CONFIRMATIONS_MAX, SEED));

    assertThat(report.puts()).isGreaterThan(1000);
    assertThat(report.drained()).isPositive();
    assertThat(report.findings()).isEmpty();
  }
}
