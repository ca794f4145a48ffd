package io.haulm.engine;

import org.jspecify.annotations.Nullable;

/** Is told what happens to jobs, as it happens. Must be quick, and must not call the engine. */
@FunctionalInterface
public interface JobObserver {
  /**
   * Something happened to a job.
   *
   * @param owner of the session that did it; null when it was time, or an administrator
   */
  void happened(JobEvent event, long nowMillis, long jobId, @Nullable Object owner);
}
