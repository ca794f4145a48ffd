package io.haulm.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** What a worker tells when nobody else listens: failures, by the JDK's own logging. */
final class LoggingListener implements WorkerListener {
  private static final Logger LOGGER = System.getLogger(Worker.class.getName());

  @Override
  public void released(WorkerJob job, Throwable failure, Duration delay) {
    String when = delay.isZero() ? "again at once" : "again in " + delay.toSeconds() + " s";
    LOGGER.log(Level.WARNING, "job " + job.id() + " failed, " + when, failure);
  }

  @Override
  public void buried(WorkerJob job, Throwable failure) {
    LOGGER.log(Level.ERROR, "job " + job.id() + " failed and is buried", failure);
  }

  @Override
  public void lost(WorkerJob job) {
    LOGGER.log(Level.WARNING, "job " + job.id() + " was taken away before it was finished");
  }

  @Override
  public void serverFailed(BeanstalkException failure) {
    LOGGER.log(Level.WARNING, "no jobs for the moment: " + failure.getMessage());
  }
}
