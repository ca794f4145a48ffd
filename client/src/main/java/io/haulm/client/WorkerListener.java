package io.haulm.client;

import java.time.Duration;

/**
 * Is told what becomes of a worker's jobs, on the thread that did them. The methods must be quick;
 * what they throw goes to that thread's handler of uncaught exceptions and changes nothing else.
 * Each does nothing unless it is overridden.
 */
public interface WorkerListener {

  /** A handler is about to begin. */
  default void started(WorkerJob job) {}

  /** A job was done and deleted. */
  default void done(WorkerJob job) {}

  /** A job failed and will be tried again after a delay. */
  default void released(WorkerJob job, Throwable failure, Duration delay) {}

  /** A job failed and was buried, or stays buried. */
  default void buried(WorkerJob job, Throwable failure) {}

  /**
   * A job was given to somebody else before it was finished here: its time to run ended, or the
   * connection that held it was lost. It will be done again, or already is.
   */
  default void lost(WorkerJob job) {}

  /** The server cannot be reached or refuses to give jobs; the worker goes on trying. */
  default void serverFailed(BeanstalkException failure) {}
}
