package io.haulm.tasks.testing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one thread at a time into what it guards. */
final class Guard {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  <T> T get(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  void run(Runnable work) {
    lock.lock();
    try {
      work.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Looks again after each {@link #run} until there is something, but no longer than a time. */
  <T> List<T> someWithin(Duration wait, Supplier<List<T>> look) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long nanos = wait.toNanos();
      List<T> some = look.get();
      while (some.isEmpty() && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
        some = look.get();
      }
      return some;
    } finally {
      lock.unlock();
    }
  }
}
