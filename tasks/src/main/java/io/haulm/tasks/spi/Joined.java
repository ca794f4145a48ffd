package io.haulm.tasks.spi;

import io.haulm.tasks.BrokerException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Waits for the server in the name of a program, which is told in its own words what failed. */
public final class Joined {

  private Joined() {}

  /**
   * Waits for what a step gives.
   *
   * @throws BrokerException when the server could not be reached or answered with an error
   */
  public static <T> T of(Transport transport, Supplier<CompletableFuture<T>> step) {
    try {
      return step.get().join();
    } catch (CompletionException e) {
      RuntimeException cause = Futures.cause(e) instanceof RuntimeException known ? known : e;
      throw toldHere(transport.meaning(cause));
    } catch (RuntimeException e) {
      throw transport.meaning(e);
    }
  }

  // One exception of a connection is met by all who wait for it; each has a trace of its own.
  private static RuntimeException toldHere(RuntimeException met) {
    return met instanceof BrokerException broker ? new BrokerException(broker) : met;
  }
}
