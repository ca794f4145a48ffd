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
  private final Map<String, RateLimit> overrides = new ConcurrentHashMap<>();

  /** Takes the place of the limit that a task declares. */
  void override(String task, RateLimit limit) {
    overrides.put(task, limit);
    gates.remove(task);
  }

  /** Lets a start through, and counts it, or says until when it has to wait. */
  Optional<Instant> waitUntil(String task, @Nullable RateLimit declared, Instant now) {
    RateLimit limit = overrides.getOrDefault(task, declared);
    return limit == null
        ? Optional.empty()
        : gates.computeIfAbsent(task, name -> new Gate()).pass(limit, now);
  }

  private static final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private Instant next = Instant.MIN;

    Optional<Instant> pass(RateLimit limit, Instant now) {
      lock.lock();
      try {
        if (now.isBefore(next)) {
          return Optional.of(next);
        }
        next = now.plus(Duration.ofNanos(limit.spacingNanos()));
        return Optional.empty();
      } finally {
        lock.unlock();
      }
    }
  }
}
