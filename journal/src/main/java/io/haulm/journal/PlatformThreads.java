package io.haulm.journal;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** A thread of the system for each task, and a few to read bodies. */
public final class PlatformThreads implements JournalThreads {
  private static final int READERS = 4;

  private final ExecutorService readers =
      Executors.newFixedThreadPool(
          READERS, Thread.ofPlatform().daemon().name("haulm-journal-reader-", 0).factory());

  @Override
  public Worker start(String name, Task task, long everyMillis) {
    ThreadWorker worker = new ThreadWorker(name, task, everyMillis);
    worker.thread.start();
    return worker;
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Executor readers() {
    return readers;
  }

  @Override
  public void close() {
    readers.close();
  }

  private static final class ThreadWorker implements Worker {
    private final Thread thread;
    private final Task task;
    private final long everyNanos;
    private final AtomicBoolean awake = new AtomicBoolean();
    private volatile boolean stopping;

    ThreadWorker(String name, Task task, long everyMillis) {
      this.task = task;
      this.everyNanos = TimeUnit.MILLISECONDS.toNanos(everyMillis);
      this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    @Override
    public void wake() {
      if (!awake.get() && awake.compareAndSet(false, true)) {
        LockSupport.unpark(thread);
      }
    }

    @Override
    public void stop() {
      stopping = true;
      LockSupport.unpark(thread);
      boolean interrupted = false;
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    private void run() {
      long lastNanos = System.nanoTime();
      while (!stopping) {
        boolean timeOver = everyNanos > 0 && System.nanoTime() - lastNanos >= everyNanos;
        if (timeOver) {
          lastNanos = System.nanoTime();
        }
        if (awake.getAndSet(false) || timeOver) {
          task.turn(timeOver);
        } else if (everyNanos > 0) {
          LockSupport.parkNanos(this, everyNanos - (System.nanoTime() - lastNanos));
        } else {
          LockSupport.park(this);
        }
      }
      task.turn(true);
    }
  }
}
