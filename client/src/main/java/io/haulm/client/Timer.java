package io.haulm.client;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread for all that is done later; what it runs must not wait. */
final class Timer {
  private static final ScheduledThreadPoolExecutor THREAD = thread();

  private Timer() {}

  private static ScheduledThreadPoolExecutor thread() {
    var executor = new ScheduledThreadPoolExecutor(1, Threads.platformDaemons("haulm-timer"));
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  static void after(long millis, Runnable action) {
    // Nobody waits for it, and its actions do not throw.
    var unused = THREAD.schedule(action, millis, TimeUnit.MILLISECONDS);
  }
}
