package io.haulm.tasks.testing;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
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
    } finally {
      lock.unlock();
    }
  }

  /** Wakes those who wait for a change. Called inside. */
  void wake() {
    changed.signalAll();
  }

  /** Waits for a change that makes this true, and tells whether it is. */
  boolean await(BooleanSupplier wanted, Duration wait) throws InterruptedException {
    lock.lock();
    try {
      long nanos = wait.toNanos();
      while (!wanted.getAsBoolean() && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return wanted.getAsBoolean();
    } finally {
      lock.unlock();
    }
  }
}
