package io.haulm.conformance;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for conditions that can only be asked for, never for a guessed time. */
public final class Polling {

  /** How long a condition that must come may take on a machine under load. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * What only time brings is at least so long in coming. The shortest timeout in the tests is twice
   * that; an answer given at once is faster, and no pause of the machine can make a time shorter.
   */
  public static final long WAIT_NANOS_MIN = Duration.ofMillis(5).toNanos();

  private static final long PAUSE_NANOS = Duration.ofMillis(1).toNanos();

  private Polling() {}

  /** Looks once; null means "not yet". */
  public interface Probe<T> {
    /** What it sees. */
    @Nullable T look();
  }

  /** Looks until there is a value. */
  public static <T> T until(Duration patience, Supplier<String> failure, Probe<T> probe) {
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    while (true) {
      T value = probe.look();
      if (value != null) {
        return value;
      }
      if (System.nanoTime() - deadlineNanos > 0) {
        throw new AssertionError(failure.get());
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Looks until the condition holds. */
  public static void untilTrue(Supplier<String> failure, Supplier<Boolean> condition) {
    untilTrue(PATIENCE, failure, condition);
  }

  /** The same for a condition that may take so long. */
  public static void untilTrue(
      Duration patience, Supplier<String> failure, Supplier<Boolean> condition) {
    until(patience, failure, () -> condition.get() ? Boolean.TRUE : null);
  }
}
