package io.haulm.tasks.spi;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Small things with futures. */
public final class Futures {

  private Futures() {}

  /**
   * Says that nobody waits for this one: whatever it fails with is told elsewhere, or is no harm.
   */
  public static void letGo(Future<?> future) {
    assert future != null : "a future";
  }

  /** What a future failed with, without the wrapping of the stages between. */
  public static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean isWrapping =
        failure instanceof CompletionException || failure instanceof ExecutionException;
    return isWrapping && cause != null ? cause : failure;
  }

  /** One that is complete. */
  public static CompletableFuture<Void> done() {
    return CompletableFuture.completedFuture(null);
  }
}
