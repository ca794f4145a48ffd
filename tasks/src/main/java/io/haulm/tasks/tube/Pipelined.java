package io.haulm.tasks.tube;

import io.haulm.client.Connection;
import io.haulm.client.DeadlineSoonException;
import io.haulm.client.Job;
import io.haulm.tasks.spi.Futures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Several commands in one round trip. */
final class Pipelined {

  private Pipelined() {}

  /**
   * Reserves what is there, without waiting for more.
   *
   * <p>A job held by the same connection whose lease is about to end makes the server refuse; then
   * there is nothing to take here for the moment.
   */
  static List<Job> reserve(Connection connection, int max) {
    List<CompletableFuture<Optional<Job>>> reserves = new ArrayList<>(max);
    for (int i = 0; i < max; i++) {
      reserves.add(connection.async().reserve(Duration.ZERO));
    }
    List<Job> jobs = new ArrayList<>();
    for (CompletableFuture<Optional<Job>> reserve : reserves) {
      try {
        joined(reserve).ifPresent(jobs::add);
      } catch (DeadlineSoonException e) {
        assert !e.reply().isEmpty() : "the server has said why";
      }
    }
    return jobs;
  }

  /** Waits for a future and throws what it failed with, without wrapping. */
  static <T> T joined(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw Futures.cause(e) instanceof RuntimeException known ? known : e;
    }
  }
}
