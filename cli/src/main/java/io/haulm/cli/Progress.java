package io.haulm.cli;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** A bar on a terminal for what takes longer than a moment; nothing where nobody looks. */
final class Progress implements AutoCloseable {
  private static final long FIRST_NANOS = Duration.ofMillis(500).toNanos();
  private static final long EACH_NANOS = Duration.ofMillis(100).toNanos();
  private static final int BAR_WIDTH = 30;

  private final PrintStream terminal;
  private final boolean isShown;
  private final long total;
  private final LongSupplier nanoTime;
  private long done;
  private long nextNanos;
  private boolean drawn;

  /**
   * Progress of some jobs.
   *
   * @param total how many there are, or 0 when nobody knows
   * @param nanoTime {@link System#nanoTime}, or what a test takes for it
   */
  Progress(PrintStream terminal, boolean isShown, long total, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.isShown = isShown;
    this.total = total;
    this.nanoTime = nanoTime;
    this.nextNanos = nanoTime.getAsLong() + FIRST_NANOS;
  }

  static Progress of(Streams streams, long total) {
    boolean isWatched =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    return new Progress(streams.err(), isWatched, total, System::nanoTime);
  }

  /** One more is done. */
  void step() {
    done++;
    long nowNanos = nanoTime.getAsLong();
    if (isShown && nowNanos - nextNanos >= 0) {
      nextNanos = nowNanos + EACH_NANOS;
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
