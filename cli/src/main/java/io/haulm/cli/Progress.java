package io.haulm.cli;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/** A bar on a terminal for what takes longer than a moment; nothing where nobody looks. */
final class Progress implements AutoCloseable {
  private static final long FIRST_NANOS = Duration.ofMillis(500).toNanos();
  private static final long EACH_NANOS = Duration.ofMillis(100).toNanos();
  private static final int BAR_WIDTH = 30;

  private final PrintStream terminal;
  private final boolean isShown;
  private final long total;
  private long done;
  private long nextNanos;
  private boolean drawn;

  /**
   * Progress of some jobs.
   *
   * @param total how many there are, or 0 when nobody knows
   */
  Progress(PrintStream terminal, boolean isShown, long total) {
    this.terminal = terminal;
    this.isShown = isShown;
    this.total = total;
    this.nextNanos = System.nanoTime() + FIRST_NANOS;
  }

  static Progress of(Streams streams, long total) {
    boolean isWatched =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    return new Progress(streams.err(), isWatched, total);
  }

  /** One more is done. */
  void step() {
    done++;
    if (isShown && System.nanoTime() - nextNanos >= 0) {
      nextNanos = System.nanoTime() + EACH_NANOS;
      drawn = true;
      terminal.print("\r" + line(done, total));
      terminal.flush();
    }
  }

  static String line(long done, long total) {
    if (total <= 0) {
      return String.format("%,d jobs", done);
    }
    int filled = (int) (Math.min(done, total) * BAR_WIDTH / total);
    String bar = "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled);
    return String.format("[%s] %,d of %,d jobs", bar, done, total);
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    if (drawn) {
      terminal.print("\r\u001b[K");
      terminal.flush();
    }
  }
}
