package io.haulm.tasks.tube;

import io.haulm.client.AsyncConnection;
import io.haulm.client.ConnectFailedException;
import io.haulm.client.Connection;
import io.haulm.client.ConnectionLostException;
import io.haulm.client.ConnectionOptions;
import io.haulm.client.ConnectionPool;
import io.haulm.client.Job;
import io.haulm.client.NewJob;
import io.haulm.client.NotFoundException;
import io.haulm.tasks.spi.Again;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Threads;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The server's side of a transport: one connection for all that is never waited for, a few that are
 * lent for what takes several steps, and threads for such work.
 */
final class Server implements AutoCloseable {

  /** Steps that hold jobs while they think, at a time. */
  private static final int LENT_MAX = 8;

  private final ConnectionOptions options;
  private final Connection shared;
  private final ConnectionPool lent;
  private final long bodyBytesMax;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Threads.daemons("haulm-tubes"));

  /** Connects, so that a mistake in the address shows at once. */
  Server(ConnectionOptions options) {
    this.options = options;
    this.shared = Connection.open(options);
    this.lent = ConnectionPool.of(options, LENT_MAX);
    this.bodyBytesMax = shared.stats().number("max-job-size");
  }

  /** The longest body that the server takes, in bytes, as it said at the beginning. */
  long bodyBytesMax() {
    return bodyBytesMax;
  }

  /** Never used for a reserve, behind which all else would wait. */
  AsyncConnection shared() {
    return shared.async();
  }

  /** A connection of one's own. */
  Connection connect() {
    return Connection.open(options);
  }

  ConnectionPool lent() {
    return lent;
  }

  ExecutorService threads() {
    return threads;
  }

  CompletableFuture<Long> put(String tube, NewJob job) {
    return shared().put(tube, job);
  }

  /** The same for a job that may be there twice: again when the connection is lost meanwhile. */
  CompletableFuture<Long> putSurely(String tube, NewJob job) {
    return Again.whileLost(
        failure ->
            failure instanceof ConnectionLostException || failure instanceof ConnectFailedException,
        () -> put(tube, job));
  }

  /** The first of the jobs that nobody holds. */
  CompletableFuture<Optional<Job>> first(String tube) {
    return shared().peekReady(tube);
  }

  /** Deletes a job; one that is gone already is as good. */
  CompletableFuture<Void> remove(long id) {
    return goneIsFine(shared().delete(id));
  }

  /** Deletes the jobs that are before this one. */
  CompletableFuture<Void> removeBefore(String tube, long id) {
    return first(tube)
        .thenCompose(first ->
            first.isPresent() && first.get().id() < id
                ? remove(first.get().id()).thenCompose(gone -> removeBefore(tube, id))
                : Futures.done());
  }

  /** The tubes that begin so. */
  CompletableFuture<List<String>> tubes(String prefix) {
    return shared()
        .listTubes()
        .thenApply(all -> all.stream().filter(tube -> tube.startsWith(prefix)).toList());
  }

  /** The same future, which does not fail when the job was gone. */
  static CompletableFuture<Void> goneIsFine(CompletableFuture<Void> settled) {
    return settled.exceptionally(failure -> {
      if (Futures.cause(failure) instanceof NotFoundException) {
        return null;
      }
      throw new CompletionException(Futures.cause(failure));
    });
  }

  /** Completes when all have, and fails when one has. */
  static CompletableFuture<Void> all(List<? extends CompletableFuture<?>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
  }

  @Override
  public void close() {
    threads.shutdown();
    lent.close();
    shared.close();
  }
}
