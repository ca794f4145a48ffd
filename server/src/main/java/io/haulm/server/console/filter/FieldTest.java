package io.haulm.server.console.filter;

import io.haulm.engine.JobView;

/** A claim about what the engine knows of a job. Runs on the shard's thread. */
@FunctionalInterface
interface FieldTest {
  /** True when the claim holds. */
  boolean holds(long nowMillis, JobView job);

  default FieldTest negated() {
    return (nowMillis, job) -> !holds(nowMillis, job);
  }
}
