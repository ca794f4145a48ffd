package io.haulm.client;

import java.time.Duration;

/** A listener whose faults cost no job its end and no worker a hand. */
final class GuardedListener implements WorkerListener {
  private final WorkerListener told;

  GuardedListener(WorkerListener told) {
    this.told = told;
  }

  private static void guarded(Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException | Error e) {
      Thread self = Thread.currentThread();
      self.getUncaughtExceptionHandler().uncaughtException(self, e);
    }
  }

  @Override
  public void started(WorkerJob job) {
    guarded(() -> told.started(job));
  }

  @Override
  public void done(WorkerJob job) {
    guarded(() -> told.done(job));
  }

  @Override
  public void released(WorkerJob job, Throwable failure, Duration delay) {
    guarded(() -> told.released(job, failure, delay));
  }

  @Override
  public void buried(WorkerJob job, Throwable failure) {
    guarded(() -> told.buried(job, failure));
  }

  @Override
  public void lost(WorkerJob job) {
    guarded(() -> told.lost(job));
  }

  @Override
  public void serverFailed(BeanstalkException failure) {
    guarded(() -> told.serverFailed(failure));
  }
}
