package io.haulm.tasks;

import io.haulm.tasks.spi.Delivery;
import io.haulm.tasks.spi.Gates;
import io.haulm.tasks.spi.SteadyTime;
import io.haulm.tasks.spi.TaskMessage;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One delivery in the hands of this worker. Its handler's thread, the watch over time limits, a
 * revocation and the worker's end may all want to end it: who wins {@link #conclude} does, and
 * nobody else.
 */
final class TaskRun {

  // Causes may go round in a circle.
  private static final int CAUSES_MAX = 100;

  private final Delivery delivery;
  private final Instant startedAt;
  private final long startedNanos;
  private final @Nullable Duration softLimit;
  private final @Nullable Duration hardLimit;
  private final Gates.@Nullable Place place;
  private final AtomicBoolean concluded = new AtomicBoolean();
  private final CompletableFuture<Void> told = new CompletableFuture<>();
  private final Map<String, Object> handedOn = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Thread handlerThread;
  private volatile @Nullable TaskTimeoutException interruptedFor;
  private volatile boolean cancelled;

  TaskRun(
      Delivery delivery, SteadyTime clock, TaskMessage.Limits limits, Gates.@Nullable Place place) {
    this.delivery = delivery;
    this.startedAt = clock.instant();
    this.startedNanos = clock.nanoTime();
    this.softLimit = limits.soft();
    this.hardLimit = limits.hard();
    this.place = place;
  }

  /** The place it holds among those that may run at a time, or null. */
  Gates.@Nullable Place place() {
    return place;
  }

  Delivery delivery() {
    return delivery;
  }

  TaskMessage message() {
    return delivery.message();
  }

  Instant startedAt() {
    return startedAt;
  }

  /** Gives a header to all that follows. */
  void handOn(String header, Object value) {
    handedOn.put(header, value);
  }

  /** The headers for all that follows. */
  Map<String, Object> handedOn() {
    return Map.copyOf(handedOn);
  }

  /** Whether the caller is the one that ends this run. */
  boolean conclude() {
    return concluded.compareAndSet(false, true);
  }

  boolean isConcluded() {
    return concluded.get();
  }

  /** The server knows how it ended, or cannot be told. */
  void markTold() {
    told.complete(null);
  }

  /**
   * Completes when nothing is left to tell the server: until then the hand that holds it is full.
   */
  CompletableFuture<Void> told() {
    return told;
  }

  boolean isCancelled() {
    return cancelled;
  }

  /** From now to {@link #handlerEnds} this thread may be interrupted. */
  void handlerBegins() {
    lock.lock();
    try {
      handlerThread = Thread.currentThread();
      if (cancelled) {
        Thread.currentThread().interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends the time of interruptions, and tells whether one was still to be heard of. */
  boolean handlerEnds() {
    lock.lock();
    try {
      handlerThread = null;
      return Thread.interrupted();
    } finally {
      lock.unlock();
    }
  }

  /** Asks the handler to stop. */
  void cancel() {
    lock.lock();
    try {
      cancelled = true;
      if (handlerThread != null) {
        handlerThread.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Interrupts the handler once, when its soft limit has passed. */
  void checkSoftLimit(long nowNanos) {
    if (softLimit != null && interruptedFor == null && hasPassed(softLimit, nowNanos)) {
      interruptedFor = new TaskTimeoutException(false, softLimit);
      cancel();
    }
  }

  /** The failure to report when the hard limit has passed, else null. */
  @Nullable TaskTimeoutException hardLimitPassed(long nowNanos) {
    return hardLimit != null && hasPassed(hardLimit, nowNanos)
        ? new TaskTimeoutException(true, hardLimit)
        : null;
  }

  private boolean hasPassed(Duration limit, long nowNanos) {
    return Duration.ofNanos(nowNanos - startedNanos).compareTo(limit) > 0;
  }

  /**
   * What a handler's exception means: an interruption of ours stands for its reason, also where a
   * library has wrapped it, or has thrown something else and left the thread interrupted.
   */
  Throwable meaning(Throwable failure, boolean wasInterrupted) {
    TaskTimeoutException limit = interruptedFor;
    boolean isWish = failure instanceof TaskControlException;
    return limit != null && !isWish && (wasInterrupted || hasInterruption(failure))
        ? limit
        : failure;
  }

  private static boolean hasInterruption(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
      if (cause instanceof InterruptedException
          || cause instanceof InterruptedIOException
          || cause instanceof ClosedByInterruptException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
