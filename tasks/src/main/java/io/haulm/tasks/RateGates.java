package io.haulm.tasks;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Spreads the starts of limited tasks evenly over time, for one worker. */
final class RateGates {

  private final Map<String, Gate> gates = new ConcurrentHashMap<>();
  private final Map<String, Optional<RateLimit>> overrides = new ConcurrentHashMap<>();

  /**
   * Takes the place of the limit that a task declares, but holds where that one held.
   *
   * @param limit nothing for no limit at all
   */
  void override(String task, Optional<RateLimit> limit) {
    overrides.put(task, limit);
    gates.remove(task);
  }

  /** The limit that holds for a task, or null. */
  @Nullable RateLimit limit(String task, @Nullable RateLimit declared) {
    Optional<RateLimit> override = overrides.get(task);
    if (override == null) {
      return declared;
    }
    boolean isClusterWide = declared != null && declared.isClusterWide();
    return override.map(limit -> isClusterWide ? limit.clusterWide() : limit).orElse(null);
  }

  /** Lets a start through, and counts it, or says until when it has to wait. */
  Optional<Instant> waitUntil(String task, RateLimit limit, Instant now) {
    return gates.computeIfAbsent(task, name -> new Gate()).pass(limit, now);
  }

  private static final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private Instant next = Instant.MIN;

    // When the last of those comes again that were sent away. They come one by one: if all came
    // at the next start, all but one would be sent away again.
    private Instant lastPromise = Instant.MIN;

    Optional<Instant> pass(RateLimit limit, Instant now) {
      Duration spacing = Duration.ofNanos(limit.spacingNanos());
      lock.lock();
      try {
        if (now.isBefore(next)) {
          lastPromise = lastPromise.isBefore(next) ? next : lastPromise.plus(spacing);
          return Optional.of(lastPromise);
        }
        // One that comes a little late must not make all that follow it later still.
        boolean isIdle = next.isBefore(now.minus(spacing));
        next = (isIdle ? now : next).plus(spacing);
        return Optional.empty();
      } finally {
        lock.unlock();
      }
    }
  }
}
