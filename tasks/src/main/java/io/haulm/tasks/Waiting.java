package io.haulm.tasks;

import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Threads;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What waiting for one result and for many has in common. */
final class Waiting {

  /** Where callers' code runs that hangs on results. */
  static final Executor EXECUTOR = Threads.each("haulm-results");

  private Waiting() {}

  /** Waits for a future; what it fails with is thrown as it is. */
  static <T> T await(String id, CompletableFuture<T> future, Duration timeout) {
    try {
      return future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new ResultTimeoutException(id, timeout);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WaitInterruptedException(id, e);
    } catch (ExecutionException e) {
      throw Futures.cause(e) instanceof RuntimeException known
          ? known
          : new IllegalStateException(Futures.cause(e));
    }
  }

  static <O> O output(Outcome<O> outcome) {
    if (outcome instanceof Outcome.Success<O> success) {
      return success.value();
    }
    if (outcome instanceof Outcome.Failure<O> failure) {
      throw new TaskFailedException(failure.error());
    }
    throw new TaskRevokedException(((Outcome.Revoked<O>) outcome).reason());
  }
}
