package io.haulm.engine;

import org.jspecify.annotations.Nullable;

/** Tells the observer, if there is one. */
final class JobEvents {
  private @Nullable JobObserver observer;

  void observeWith(JobObserver newObserver) {
    observer = newObserver;
  }

  void tell(JobEvent event, long nowMillis, long jobId, @Nullable Session by) {
    JobObserver told = observer;
    if (told != null) {
      told.happened(event, nowMillis, jobId, by == null ? null : by.owner());
    }
  }
}
