package io.haulm.client;

import java.util.concurrent.ScheduledFuture;
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

  static ScheduledFuture<?> after(long millis, Runnable action) {
    return THREAD.schedule(action, millis, TimeUnit.MILLISECONDS);
  }
}
