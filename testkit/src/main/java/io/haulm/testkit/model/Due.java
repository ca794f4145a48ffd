package io.haulm.testkit.model;

import io.haulm.engine.Session;

/** Something that happens by the passing of time alone. */
public sealed interface Due {
  /** The job's delay is over. */
  record DelayEnds(long jobId) implements Due {}

  /** The tube gives out jobs again. */
  record PauseEnds(String tube) implements Due {}

  /** The job's holder had it for too long. */
  record TimeToRunEnds(long jobId) implements Due {}

  /** The session has waited long enough, or must look after a job that it holds. */
  record WaitEnds(Session session) implements Due {}
}
