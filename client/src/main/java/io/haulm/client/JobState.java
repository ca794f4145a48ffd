package io.haulm.client;

/** Where a job is in its life. */
public enum JobState {
  /** Waits for a worker. */
  READY,
  /** Is in a worker's hands. */
  RESERVED,
  /** Waits for its time. */
  DELAYED,
  /** Was put aside, until somebody kicks it. */
  BURIED
}
