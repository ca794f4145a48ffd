package io.haulm.tasks;

import io.haulm.tasks.spi.Delivery;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** The hands of a worker: how many are free, what the others hold, and what they have done. */
final class Hands {

  // One permit for each free hand. Nothing is taken without one.
  private final Semaphore free;
  private final Map<TaskRun, Boolean> running = new ConcurrentHashMap<>();
  private final AtomicLong processed = new AtomicLong();
  private final Map<String, Long> totals = new ConcurrentHashMap<>();

  Hands(int count) {
    this.free = new Semaphore(count);
  }

  /** Whether {@link #takeFree} would have to wait. */
  boolean areFull() {
    return free.availablePermits() == 0;
  }

  /** Waits for a free hand; gives how many are free, all of which are the caller's now. */
  int takeFree() throws InterruptedException {
    free.acquire();
    return 1 + free.drainPermits();
  }

  /** Hands that hold nothing are free again. */
  void free(int count) {
    free.release(count);
  }

  /** One of the caller's hands holds a run. */
  void hold(TaskRun run) {
    running.put(run, Boolean.TRUE);
  }

  /**
   * Frees the hand that holds a run.
   *
   * @return whether one did; the second time nothing happens
   */
  boolean letGo(TaskRun run) {
    if (running.remove(run) == null) {
      return false;
    }
    processed.incrementAndGet();
    totals.merge(run.message().task(), 1L, Long::sum);
    free.release();
    return true;
  }

  /** What runs now, as it changes; to be gone through at any time. */
  Collection<TaskRun> running() {
    return Collections.unmodifiableSet(running.keySet());
  }

  List<Delivery> deliveries() {
    return running.keySet().stream().map(TaskRun::delivery).toList();
  }

  boolean areEmpty() {
    return running.isEmpty();
  }

  /** How many runs have ended. */
  long processed() {
    return processed.get();
  }

  /** The same by name of task. */
  Map<String, Long> totals() {
    return Map.copyOf(totals);
  }
}
