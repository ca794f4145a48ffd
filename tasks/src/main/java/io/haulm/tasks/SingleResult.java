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
  private final CompletableFuture<O> future = new CompletableFuture<>();
  private final ReentrantLock lock = new ReentrantLock();
  private Results.@Nullable Watch watch;

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
      if (watch == null) {
        Results.Watch started = results.watch(id, this::told);
        watch = started;
        Futures.letGo(future.whenComplete((output, failure) -> started.close()));
      }
    } finally {
      lock.unlock();
    }
    return future;
  }

  @Override
  public Outcome<O> outcome(Duration timeout) {
    return Waiting.outcome(this, timeout);
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

  // Off the transport's thread: what hangs on the future is the caller's code and may take its
  // time.
  private void told(ResultRecord record) {
    if (record.isFinal()) {
      Waiting.EXECUTOR.execute(() -> complete(record));
    }
  }

  private void complete(ResultRecord record) {
    try {
      switch (record.status()) {
        case TaskStatus.SUCCESS -> future.complete(codec.fromTree(record.result(), type));
        case TaskStatus.REVOKED ->
            future.completeExceptionally(new TaskRevokedException(Errors.read(record).message()));
        default -> future.completeExceptionally(new TaskFailedException(Errors.read(record)));
      }
    } catch (CodecException e) {
      future.completeExceptionally(e);
    }
  }

  private static TaskStatus status(ResultRecord record) {
    boolean hasMeta = !record.isFinal() && record.result() instanceof Map<?, ?>;
    return new TaskStatus(record.status(), hasMeta ? Trees.map(record.result()) : Map.of());
  }

  private static final TaskStatus PENDING = new TaskStatus(TaskStatus.PENDING, Map.of());
}
