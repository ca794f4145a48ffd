package io.haulm.tasks;

import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Threads;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What waiting for one result and for many has in common. */
final class Waiting {

  /** Where callers' code runs that hangs on results. */
  static final Executor EXECUTOR = Executors.newCachedThreadPool(Threads.daemons("haulm-results"));

  private Waiting() {}

  static <O> Outcome<O> outcome(AsyncResult<O> result, Duration timeout) {
    try {
      return new Outcome.Success<>(result.future().get(timeout.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      throw new ResultTimeoutException(result.id(), timeout);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for task " + result.id());
    } catch (ExecutionException e) {
      return ended(Futures.cause(e));
    }
  }

  private static <O> Outcome<O> ended(Throwable cause) {
    if (cause instanceof TaskFailedException failed) {
      return new Outcome.Failure<>(failed.error());
    }
    if (cause instanceof TaskRevokedException revoked) {
      return new Outcome.Revoked<>(String.valueOf(revoked.getMessage()));
    }
    throw cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
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
