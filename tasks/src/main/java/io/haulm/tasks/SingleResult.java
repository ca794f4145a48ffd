package io.haulm.tasks;

import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.ResultRecord;
import io.haulm.tasks.spi.Results;
import io.haulm.tasks.spi.Trees;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The result of one task. Nothing is asked of the server until somebody wants to know.
 *
 * @param <O> what it gives
 */
final class SingleResult<O> implements AsyncResult<O> {

  private final String id;
  private final TypeRef<O> type;
  private final Results results;
  private final Codec codec;
  private final CompletableFuture<ResultRecord> ended = new CompletableFuture<>();
  private final ReentrantLock lock = new ReentrantLock();
  private Results.@Nullable Watch watch;
  private @Nullable CompletableFuture<O> future;

  SingleResult(String id, TypeRef<O> type, Results results, Codec codec) {
    this.id = id;
    this.type = type;
    this.results = results;
    this.codec = codec;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public CompletableFuture<O> future() {
    lock.lock();
    try {
      CompletableFuture<O> known = future;
      if (known != null) {
        return known;
      }
      // Off the transport's thread: what hangs on the future is the caller's code and may take its
      // time.
      CompletableFuture<O> made = new CompletableFuture<>();
      Futures.letGo(ended().thenAcceptAsync(record -> complete(made, record), Waiting.EXECUTOR));
      Futures.letGo(made.whenComplete((output, failure) -> stopWatching()));
      future = made;
      return made;
    } finally {
      lock.unlock();
    }
  }

  /** Completes on the transport's thread. */
  private CompletableFuture<ResultRecord> ended() {
    lock.lock();
    try {
      if (watch == null && !ended.isDone()) {
        watch = results.watch(id, this::told);
        Futures.letGo(ended.whenComplete((record, failure) -> stopWatching()));
      }
    } finally {
      lock.unlock();
    }
    return ended;
  }

  private void stopWatching() {
    lock.lock();
    try {
      if (watch != null) {
        watch.close();
        watch = null;
      }
    } finally {
      lock.unlock();
    }
  }

  // The one who waits is woken by the transport's thread itself, and reads the output himself.
  @Override
  public Outcome<O> outcome(Duration timeout) {
    return outcome(Waiting.await(id, ended(), timeout));
  }

  @Override
  public O get(Duration timeout) {
    return Waiting.output(outcome(timeout));
  }

  @Override
  public TaskStatus status() {
    return results
        .read(id)
        .thenApply(found -> found.map(SingleResult::status).orElse(PENDING))
        .join();
  }

  @Override
  public void forget() {
    results.forget(id).join();
  }

  private void told(ResultRecord record) {
    if (record.isFinal()) {
      ended.complete(record);
    }
  }

  private void complete(CompletableFuture<O> waiting, ResultRecord record) {
    try {
      waiting.complete(Waiting.output(outcome(record)));
    } catch (TaskFailedException | TaskRevokedException | CodecException e) {
      waiting.completeExceptionally(e);
    }
  }

  private Outcome<O> outcome(ResultRecord record) {
    return switch (record.status()) {
      case TaskStatus.SUCCESS -> new Outcome.Success<>(codec.fromTree(record.result(), type));
      case TaskStatus.REVOKED -> new Outcome.Revoked<>(Errors.read(record).message());
      default -> new Outcome.Failure<>(Errors.read(record));
    };
  }

  private static TaskStatus status(ResultRecord record) {
    boolean hasMeta = !record.isFinal() && record.result() instanceof Map<?, ?>;
    return new TaskStatus(record.status(), hasMeta ? Trees.map(record.result()) : Map.of());
  }

  private static final TaskStatus PENDING = new TaskStatus(TaskStatus.PENDING, Map.of());
}
