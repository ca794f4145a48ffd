package io.haulm.tasks;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * At most one such call at a time. A second one is not enqueued: its caller gets the result of the
 * first. This holds for calls that are enqueued by themselves and by {@link TaskClient#enqueueAll},
 * and for nothing else: members of groups and steps of chains are sent whatever else there is, and
 * so are the runs of schedules. A step that must be unique enqueues such a call in its handler.
 *
 * @param key what makes two calls the same; null for the input itself
 * @param scope how long the first call stands in the way
 * @param period for {@link Scope#PERIOD} that period; for the others the longest time a forgotten
 *     claim may stand in the way, should its task vanish
 */
public record Unique(@Nullable String key, Scope scope, Duration period) {

  /** How long a call stands in the way of the next. */
  public enum Scope {
    /** Until a worker starts it. */
    QUEUED,
    /** Until it has ended for good. */
    QUEUED_OR_RUNNING,
    /** For a period after it was enqueued, whatever becomes of it. */
    PERIOD
  }

  private static final Duration CLAIM_MAX = Duration.ofDays(1);

  /** Refuses a period that is not positive. */
  public Unique {
    if (period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("a period is positive: " + period);
    }
  }

  /** Calls with equal input are the same, until the first has ended. */
  public static Unique byInput() {
    return new Unique(null, Scope.QUEUED_OR_RUNNING, CLAIM_MAX);
  }

  /** Calls with this key are the same, until the first has ended. */
  public static Unique byKey(String key) {
    return new Unique(key, Scope.QUEUED_OR_RUNNING, CLAIM_MAX);
  }

  /** The next may be enqueued as soon as a worker has started the first. */
  public Unique whileQueued() {
    return new Unique(key, Scope.QUEUED, period);
  }

  /** The next may be enqueued when the first has ended; the default. */
  public Unique whileQueuedOrRunning() {
    return new Unique(key, Scope.QUEUED_OR_RUNNING, period);
  }

  /** At most one call in each such period. */
  public Unique forPeriod(Duration length) {
    return new Unique(key, Scope.PERIOD, length);
  }
}
