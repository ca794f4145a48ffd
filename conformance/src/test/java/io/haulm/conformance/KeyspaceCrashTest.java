package io.haulm.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.testkit.crash.keyspace.KeyspaceCrashRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first promise for streams and lists, tried on the real process: entries, deliveries,
 * acknowledgements, pushes and pops that were confirmed are there after each kill.
 */
@Tag("conformance")
class KeyspaceCrashTest {
  private static final int KILLS = 30;
  private static final int CLIENTS = 16;
  private static final int CONFIRMATIONS_MAX = 2000;
  private static final long SEED = 1;

  @TempDir private Path folder;

  @Test
  void nothingAcknowledgedIsLostInThirtyKills() throws Exception {
    KeyspaceCrashRun.Report report = run("sync", KILLS);

    assertThat(report.added()).isGreaterThan(1000);
    assertThat(report.pending()).isPositive();
    assertThat(report.popped()).isPositive();
    assertThat(report.findings()).isEmpty();
  }

  @Test
  void aServerThatKeepsNothingIsFoundOut() throws Exception {
    assertThat(run("memory", 1).findings()).isNotEmpty();
  }

  private KeyspaceCrashRun.Report run(String durability, int kills) throws Exception {
    List<String> command =
        List.of(
            Haulm.launcher().toString(),
            "serve",
            "--beanstalk",
            "off",
            "--redis",
            "127.0.0.1:{port}",
            "--http",
            "off",
            "--data",
            "{data}",
            "--durability",
            durability,
            // Small enough that segments end, and are cleaned, while the server is killed.
            "--segment-size",
            "1m");
    return KeyspaceCrashRun.of(
        new KeyspaceCrashRun.Plan(command, folder, kills, CLIENTS, CONFIRMATIONS_MAX, SEED));
  }
}
