package io.haulm.tasks;

import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Joined;
import io.haulm.tasks.spi.ResultRecord;
import io.haulm.tasks.spi.Results;
import io.haulm.tasks.spi.Transport;
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
  private final Transport transport;
  private final Results results;
  private final Codec codec;
  private final CompletableFuture<ResultRecord> ended = new CompletableFuture<>();
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock: how many wait, and while any do, what tells them.
  private int waiting;
  private Results.@Nullable Watch watch;

  SingleResult(String id, TypeRef<O> type, Transport transport, Codec codec) {
    this.id = id;
    this.type = type;
    this.transport = transport;
    this.results = transport.results();
    this.codec = codec;
  }

  @Override
  public String id() {
    return id;
  }

  // One for each who asks: what one cancels is not the others'. Off the transport's thread, because
  // what hangs on the future is the caller's code and may take its time.
  @Override
  public CompletableFuture<O> future() {
    CompletableFuture<O> made = new CompletableFuture<>();
    begin();
    Futures.letGo(made.whenComplete((output, failure) -> end()));
    Futures.letGo(ended.thenAcceptAsync(record -> complete(made, record), Waiting.EXECUTOR));
    return made;
  }

  // The one who waits is woken by the transport's thread itself, and reads the output himself.
  @Override
  public Outcome<O> outcome(Duration timeout) {
    begin();
    try {
      return outcome(Waiting.await(id, ended, timeout));
    } finally {
      end();
    }
  }

  private void begin() {
    lock.lock();
    try {
      waiting++;
      if (watch == null && !ended.isDone()) {
        watch = results.watch(id, this::told);
      }
    } finally {
      lock.unlock();
    }
  }

  // Nobody is left to be told.
  private void end() {
    lock.lock();
    try {
      waiting--;
      if (waiting == 0 && watch != null) {
        watch.close();
        watch = null;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public O get(Duration timeout) {
    return Waiting.output(outcome(timeout));
  }

  @Override
  public TaskStatus status() {
    return Joined.of(transport, () -> results.read(id)).map(SingleResult::status).orElse(PENDING);
  }

  @Override
  public void forget() {
    Joined.of(transport, () -> results.forget(id));
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
