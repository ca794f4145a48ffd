package io.haulm.tasks;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A handler ran longer than its task may. */
public final class TaskTimeoutException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean hard;
  private final Duration limit;

  TaskTimeoutException(boolean hard, Duration limit) {
    super((hard ? "timeout" : "soft limit") + " of " + limit + " passed");
    this.hard = hard;
    this.limit = limit;
  }

  /** Whether it was the hard limit. */
  public boolean isHard() {
    return hard;
  }

  /** The exception that Celery has for it, so that Python sees what it knows. */
  Map<String, Object> tree() {
    List<Object> arguments = List.of(Seconds.of(limit));
    return hard
        ? Errors.tree(Errors.BILLIARD, "TimeLimitExceeded", arguments)
        : Errors.tree(Errors.BILLIARD, "SoftTimeLimitExceeded", arguments);
  }
}
