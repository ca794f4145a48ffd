package io.haulm.server.console;

import io.haulm.server.shard.Shard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operations on many jobs: those that go on, and the last ones that have ended. Any thread.
 *
 * <p>What was deleted lies in the trash for a while, which outlives a restart; so such an operation
 * can be undone even then.
 */
public final class Operations implements AutoCloseable {
  /** How long a deletion can be undone. */
  public static final long UNDO_MILLIS = 10 * 60 * 1000;

  /** How many operations may go on at a time, and how many dry runs. */
  public static final int RUNNING_MAX = 8;

  /** How many operations are remembered. */
  public static final int REMEMBERED_MAX = 200;

  private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

  /** So long the end of a small undoing or cancelling is waited for. */
  private static final long UNDO_WAIT_MILLIS = 1000;

  private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final Shard shard;
  private final OperationRunner runner;
  private final OperationMemory memory;
  private final Object keeping = new Object();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("haulm-operation-", 0).factory());

  /** Those that have lost jobs since this was told last. */
  private final Set<Operation> haveLost = ConcurrentHashMap.newKeySet();

  // Guarded by this.
  private final Map<Long, Operation> byId = new LinkedHashMap<>();
  private final List<Consumer<OperationStatus>> listeners = new ArrayList<>();
  private long lastId;

  /** Operations on this shard's jobs, which are not chosen by what a mask hides. */
  public Operations(
      Shard shard, Questions questions, Supplier<BodyMask> mask, OperationMemory memory) {
    this.shard = shard;
    this.memory = memory;
    this.runner = new OperationRunner(shard, questions, mask);
    shard.execute(() -> shard.engine().trash().tellEvictionsTo(this::evicted));
  }

  /**
   * Remembers the last operations from before a restart, and the deletions that the trash knows.
   *
   * @return completed when it is done
   */
  public CompletableFuture<Void> recover() {
    // Read now: what begins meanwhile is kept instead, and must not be taken for one from before.
    List<OperationStatus> kept = memory.kept();
    return shard
        .ask(engine -> engine.administration().trash())
        .thenAccept(trash -> remember(new OperationRecovery(trash, kept)));
  }

  private synchronized void remember(OperationRecovery recovery) {
    for (Operation operation : recovery.operations()) {
      lastId = Math.max(lastId, operation.id());
      byId.put(operation.id(), operation);
    }
  }

  /** From now on this one is told when an operation begins, goes on and ends. */
  public synchronized void onChange(Consumer<OperationStatus> listener) {
    listeners.add(listener);
  }

  /**
   * Begins an operation, and waits a moment for its end, so that small ones have ended.
   *
   * @return empty when too many go on already
   */
  public Optional<OperationStatus> begin(OperationRequest request, long waitMillis)
      throws InterruptedException {
    Optional<Operation> added = add(request);
    if (added.isEmpty()) {
      return Optional.empty();
    }
    Operation operation = added.get();
    threads.execute(() -> run(operation));
    operation.await(waitMillis);
    return Optional.of(operation.status());
  }

  private synchronized Optional<Operation> add(OperationRequest request) {
    if (isTooMuch(request)) {
      return Optional.empty();
    }
    long nowMillis = shard.clock().nowMillis();
    // By the clock, so that no operation has the number of one from before a restart.
    lastId = Math.max(lastId + 1, nowMillis);
    Operation operation = new Operation(lastId, request, nowMillis, nowMillis + UNDO_MILLIS);
    byId.put(lastId, operation);
    forgetOldest();
    return Optional.of(operation);
  }

  /** One job is always taken; counting stands in nobody's way who wants something done. */
  private boolean isTooMuch(OperationRequest request) {
    long running =
        byId.values().stream()
            .filter(o -> !o.hasEnded() && o.request().isDryRun() == request.isDryRun())
            .count();
    return request.ids().size() != 1 && running >= RUNNING_MAX;
  }

  private void forgetOldest() {
    var oldest = byId.values().iterator();
    while (byId.size() > REMEMBERED_MAX && oldest.hasNext()) {
      if (oldest.next().hasEnded()) {
        oldest.remove();
      }
    }
  }

  private void run(Operation operation) {
    keepFor(operation);
    tell(operation);
    long[] toldNanos = {System.nanoTime()};
    try {
      runner.run(
          operation,
          () -> {
            if (System.nanoTime() - toldNanos[0] > PROGRESS_NANOS) {
              toldNanos[0] = System.nanoTime();
              tell(operation);
            }
          });
      operation.end(shard.clock().nowMillis());
    } catch (InterruptedException e) {
      operation.end(OperationState.FAILED, shard.clock().nowMillis(), "the server stops");
    } catch (RuntimeException e) {
      LOG.error("operation {} could not go on", operation.id(), e);
      operation.end(OperationState.FAILED, shard.clock().nowMillis(), "see the server's log");
    }
    keepFor(operation);
    tell(operation);
  }

  /** A single job is not worth its own write: nothing can cut it off, and the trash knows it. */
  private void keepFor(Operation operation) {
    if (isWorthKeeping(operation)) {
      synchronized (keeping) {
        memory.keep(toKeep());
      }
    }
  }

  private synchronized List<OperationStatus> toKeep() {
    return byId.values().stream()
        .filter(Operations::isWorthKeeping)
        .map(Operation::status)
        .toList();
  }

  private static boolean isWorthKeeping(Operation operation) {
    return !operation.request().isDryRun() && operation.request().ids().size() != 1;
  }

  /** All that are remembered but dry runs, the newest first. */
  public synchronized List<OperationStatus> all() {
    return byId.values().stream()
        .map(Operation::status)
        .filter(status -> !status.isDryRun())
        .toList()
        .reversed();
  }

  /** An operation; empty when there is none of this id, or it is forgotten. */
  public Optional<OperationStatus> find(long id) {
    return Optional.ofNullable(operation(id)).map(Operation::status);
  }

  /** Ends an operation before its time; what was done is done. False when it has ended. */
  public boolean cancel(long id) throws InterruptedException {
    Operation operation = operation(id);
    if (operation == null || !operation.cancel()) {
      return false;
    }
    operation.await(UNDO_WAIT_MILLIS);
    return true;
  }

  /**
   * Undoes a deletion: its jobs go back to where they were.
   *
   * @return false when it cannot be undone: it goes on, it deletes nothing, it is too late
   */
  public boolean undo(long id) throws InterruptedException {
    Operation operation = operation(id);
    if (operation == null || !operation.beginUndo(shard.clock().nowMillis())) {
      return false;
    }
    var undoing = threads.submit(() -> undo(operation));
    try {
      undoing.get(UNDO_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // It goes on; its end will be told.
    } catch (ExecutionException e) {
      throw new IllegalStateException("broken invariant: an undoing ends well", e);
    }
    return true;
  }

  private void undo(Operation operation) {
    try {
      long restored = runner.undo(operation.id());
      operation.endUndo(
          restored == operation.doneJobs()
              ? ""
              : restored
                  + " of "
                  + operation.doneJobs()
                  + " jobs came back; the trash was too full");
    } catch (InterruptedException e) {
      operation.endUndo("the server stops");
    }
    keepFor(operation);
    tell(operation);
  }

  /** The trash was too full for a job of a deletion. On the shard's thread. */
  private void evicted(long id) {
    Operation operation = operation(id);
    if (operation == null) {
      return;
    }
    operation.countLost();
    boolean isFirst = haveLost.isEmpty();
    haveLost.add(operation);
    if (isFirst) {
      try {
        threads.execute(this::tellLosses);
      } catch (RejectedExecutionException _) {
        // The server stops; there is nobody left to tell.
      }
    }
  }

  /** One job after the other is let go of; people are told now and then. */
  private void tellLosses() {
    try {
      TimeUnit.NANOSECONDS.sleep(PROGRESS_NANOS);
    } catch (InterruptedException e) {
      return;
    }
    for (Operation operation : Set.copyOf(haveLost)) {
      haveLost.remove(operation);
      tell(operation);
    }
  }

  private synchronized @Nullable Operation operation(long id) {
    return byId.get(id);
  }

  private void tell(Operation operation) {
    List<Consumer<OperationStatus>> told;
    synchronized (this) {
      told = List.copyOf(listeners);
    }
    told.forEach(listener -> listener.accept(operation.status()));
  }

  /** Ends all that go on. */
  @Override
  public void close() {
    var _ = threads.shutdownNow();
  }
}
