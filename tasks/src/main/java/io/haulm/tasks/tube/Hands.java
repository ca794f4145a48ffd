package io.haulm.tasks.tube;

import io.haulm.client.AsyncConnection;
import io.haulm.client.Connection;
import io.haulm.client.DeadlineSoonException;
import io.haulm.client.Job;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A connection and the jobs it holds: what becomes of a job must be said over the connection that
 * reserved it. While a connection waits for a job the server hears nothing else from it, so one
 * that holds jobs must not wait. Only one thread takes.
 */
final class Hands implements AutoCloseable {

  private final Connection connection;
  private final Set<String> watched = new LinkedHashSet<>(List.of("default"));
  private final AtomicInteger held = new AtomicInteger();

  Hands(Connection connection) {
    this.connection = connection;
  }

  /** Takes from these tubes and no others. */
  void watch(List<String> tubes) {
    for (String tube : tubes) {
      if (!watched.contains(tube)) {
        connection.watch(tube);
        watched.add(tube);
      }
    }
    for (String tube : List.copyOf(watched)) {
      if (!tubes.contains(tube)) {
        connection.ignore(tube);
        watched.remove(tube);
      }
    }
  }

  /** Takes what is there. */
  List<Job> takeNow(int max) {
    List<Job> jobs = Pipelined.reserve(connection, max);
    held.addAndGet(jobs.size());
    return jobs;
  }

  /**
   * Waits for a job; only when it holds none. Nothing ends the wait early: that would cost the
   * connection, and a job that the server has just handed over would be back in its tube with a
   * delivery that came to no end, as if its worker had died of it.
   */
  Optional<Job> await(Duration wait) {
    assert isEmpty() : "what it holds could not be settled meanwhile";
    try {
      Optional<Job> job = connection.reserve(wait);
      held.addAndGet(job.isPresent() ? 1 : 0);
      return job;
    } catch (DeadlineSoonException e) {
      throw new AssertionError("it holds no job", e);
    }
  }

  boolean isEmpty() {
    return held.get() == 0;
  }

  /** A job that it held has come to an end. */
  void letGo() {
    held.decrementAndGet();
  }

  AsyncConnection async() {
    return connection.async();
  }

  @Override
  public void close() {
    connection.close();
  }
}
