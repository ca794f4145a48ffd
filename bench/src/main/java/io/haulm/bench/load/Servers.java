package io.haulm.bench.load;

import io.haulm.bench.process.ServerRecipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How to start the two servers.
 *
 * @param haulm its launcher
 * @param beanstalkd its program
 */
public record Servers(Path haulm, Path beanstalkd) {
  /** How tables call Haulm when nothing else is said of it. */
  public static final String HAULM = "haulm";

  /** How tables call beanstalkd when nothing else is said of it. */
  public static final String BEANSTALKD = "beanstalkd";

  /** Small segments, so that the few seconds of a load fill and empty many of them. */
  private static final String SMALL_SEGMENT_BYTES = Integer.toString(1 << 20);

  /** Haulm that keeps nothing on disk: what beanstalkd does by itself. */
  ServerRecipe haulmInMemory() {
    return haulmWith("memory");
  }

  /**
   * Haulm.
   *
   * @param durability as its option {@code --durability} takes it
   * @param more further options
   */
  ServerRecipe haulmWith(String durability, String... more) {
    return haulm("off", durability, more);
  }

  /** Haulm as it is by default, with its console. */
  ServerRecipe haulmWithConsole() {
    return haulm("127.0.0.1:{http}", "sync");
  }

  private ServerRecipe haulm(String http, String durability, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                haulm.toString(),
                "serve",
                "--data",
                "{data}",
                "--beanstalk",
                "127.0.0.1:{port}",
                "--redis",
                "off",
                "--http",
                http,
                "--durability",
                durability));
    command.addAll(List.of(more));
    return new ServerRecipe(HAULM, command);
  }

  /** Haulm with a journal of small segments, acknowledging when a change is on disk. */
  ServerRecipe haulmWithSmallSegments() {
    return haulmWith("sync", "--segment-size", SMALL_SEGMENT_BYTES);
  }

  /** beanstalkd without a binlog. */
  ServerRecipe beanstalkdInMemory() {
    return beanstalkdWith();
  }

  /** beanstalkd with a binlog; {@code syncing} is its option for when to sync. */
  ServerRecipe beanstalkdWithBinlog(String syncing) {
    return beanstalkdWith("-b", "{data}", syncing);
  }

  private ServerRecipe beanstalkdWith(String... more) {
    List<String> command =
        new ArrayList<>(List.of(beanstalkd.toString(), "-l", "127.0.0.1", "-p", "{port}"));
    command.addAll(List.of(more));
    return new ServerRecipe(BEANSTALKD, command);
  }
}
