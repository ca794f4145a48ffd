package io.haulm.tasks.spi;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Does again what failed because its connection was lost: the first time at once, then with pauses
 * that grow, for a while. Only for what may be done twice, since nobody knows whether it was done.
 */
public final class Again {

  /** For how long: a server that restarts with much to read is back by then. */
  private static final Duration TRIED = Duration.ofMinutes(10);

  private static final long PAUSE_MILLIS = 20;
  private static final long PAUSE_MILLIS_MAX = 2_000;
  private static final Executor THREADS = Threads.each("haulm-again");

  private Again() {}

  /** Does a step until it fails with something else than a loss, or for too long. */
  public static <T> CompletableFuture<T> whileLost(
      Predicate<Throwable> isLoss, Supplier<CompletableFuture<T>> step) {
    return tried(isLoss, step, 0, System.nanoTime() + TRIED.toNanos());
  }

  private static <T> CompletableFuture<T> tried(
      Predicate<Throwable> isLoss,
      Supplier<CompletableFuture<T>> step,
      long pauseMillis,
      long deadlineNanos) {
    return step.get()
        .exceptionallyComposeAsync(
            failure ->
                isLoss.test(Futures.cause(failure)) && System.nanoTime() - deadlineNanos < 0
                    ? tried(isLoss, step, longer(pauseMillis), deadlineNanos)
                    : CompletableFuture.failedFuture(Futures.cause(failure)),
            CompletableFuture.delayedExecutor(pauseMillis, TimeUnit.MILLISECONDS, THREADS));
  }

  private static long longer(long pauseMillis) {
    return Math.min(PAUSE_MILLIS_MAX, PAUSE_MILLIS + 2 * pauseMillis);
  }
}
