package io.haulm.client;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A thread that works while there is work, and sleeps until it is poked. Starts with the first. */
final class Pump {
  private final String name;
  private final BooleanSupplier hasWork;
  private final Runnable work;
  private volatile @Nullable Thread thread;
  private volatile boolean sleeps;
  private volatile boolean ended;

  Pump(String name, BooleanSupplier hasWork, Runnable work) {
    this.name = name;
    this.hasWork = hasWork;
    this.work = work;
  }

  /** Sees to it that the work which is there now gets done. Callers take turns. */
  void start() {
    if (thread == null && !ended) {
      Thread started = Threads.daemons(name).newThread(this::run);
      thread = started;
      started.start();
    }
  }

  boolean isStarted() {
    return thread != null;
  }

  /** Wakes it; to be called behind whatever made {@code hasWork} true. */
  void poke() {
    if (sleeps) {
      LockSupport.unpark(thread);
    }
  }

  void end() {
    ended = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!ended) {
      work.run();
      // First the announcement, then the look: whoever makes work first and looks at the
      // announcement then cannot be missed.
      sleeps = true;
      while (!ended && !hasWork.getAsBoolean()) {
        LockSupport.park(this);
      }
      sleeps = false;
    }
  }
}
