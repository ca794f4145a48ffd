package io.haulm.engine;

/** Where a job is in its life. A job that was deleted has no state: it is gone. */
public enum JobState {
  /** Waits in its tube for a worker. */
  READY,
  /** Held by one session until it deletes, releases or buries it, or its time to run ends. */
  RESERVED,
  /** Becomes ready by itself at a given time. */
  DELAYED,
  /** Put aside until somebody kicks it. */
  BURIED
}
