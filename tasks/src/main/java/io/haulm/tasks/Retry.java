package io.haulm.tasks;

import io.haulm.tasks.spi.Trees;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When a failed attempt is followed by another, and after how long.
 *
 * <p>The wait before attempt n+1 is {@code first * 2^(n-1)}, at most {@code max}, and with jitter
 * (the default) a random time between nothing and that, so that what failed together does not come
 * back together. A handler can also ask by hand: {@code throw new RetryLater(wait)}.
 */
public final class Retry {

  /** The most attempts a policy may allow. */
  public static final int ATTEMPTS_MAX = 10_000;

  private static final Duration WAIT_MAX = Duration.ofDays(365);

  private static final Retry NEVER =
      new Retry(Duration.ZERO, Duration.ZERO, 1, true, List.of(), List.of());

  private final Duration first;
  private final Duration max;
  private final int maxAttempts;
  private final boolean jitter;
  private final List<Class<? extends Throwable>> only;
  private final List<Class<? extends Throwable>> never;

  private Retry(
      Duration first,
      Duration max,
      int maxAttempts,
      boolean jitter,
      List<Class<? extends Throwable>> only,
      List<Class<? extends Throwable>> never) {
    this.first = first;
    this.max = max;
    this.maxAttempts = maxAttempts;
    this.jitter = jitter;
    this.only = only;
    this.never = never;
  }

  /** The first failure is final; this is what a task has unless it says otherwise. */
  public static Retry never() {
    return NEVER;
  }

  /**
   * Doubles the wait after each attempt; four attempts in all, unless {@link #maxAttempts} says
   * otherwise.
   *
   * @param first wait before the second attempt; positive
   * @param max longest wait; not shorter than {@code first}
   */
  public static Retry exponential(Duration first, Duration max) {
    if (first.isNegative() || first.isZero() || max.compareTo(first) < 0) {
      throw new IllegalArgumentException("waits must be positive and max not below first");
    }
    return new Retry(first, max, 4, true, List.of(), List.of());
  }

  /** Waits the same time, without jitter, before each of three further attempts. */
  public static Retry fixed(Duration wait) {
    return exponential(wait, wait).withoutJitter();
  }

  /**
   * How often the handler may run in all.
   *
   * @param attempts 1 to {@link #ATTEMPTS_MAX}; 1 means no retry
   */
  public Retry maxAttempts(int attempts) {
    if (attempts < 1 || attempts > ATTEMPTS_MAX) {
      throw new IllegalArgumentException("attempts must be 1.." + ATTEMPTS_MAX + ": " + attempts);
    }
    return new Retry(first, max, attempts, jitter, only, never);
  }

  /**
   * Retries for this exception and what extends it; without it, for all. May be said repeatedly.
   */
  public Retry on(Class<? extends Throwable> exception) {
    return new Retry(first, max, maxAttempts, jitter, CallOptions.with(only, exception), never);
  }

  /** Never retries for this exception, whatever {@link #on} says. May be said repeatedly. */
  public Retry notOn(Class<? extends Throwable> exception) {
    return new Retry(first, max, maxAttempts, jitter, only, CallOptions.with(never, exception));
  }

  /** Waits the computed time exactly. */
  public Retry withoutJitter() {
    return new Retry(first, max, maxAttempts, false, only, never);
  }

  /** The number of attempts allowed in all. */
  public int maxAttempts() {
    return maxAttempts;
  }

  /**
   * The wait before the next attempt, or nothing when there is to be none.
   *
   * @param attempt the attempt that failed; the first is 1
   */
  public Optional<Duration> waitAfter(int attempt, Throwable failure, RandomGenerator random) {
    if (attempt >= maxAttempts || !covers(failure)) {
      return Optional.empty();
    }
    return Optional.of(backoff(attempt, random));
  }

  /** The wait after an attempt, whether or not another one is allowed. */
  Duration backoff(int attempt, RandomGenerator random) {
    int doublings = Math.min(attempt - 1, 30);
    long fullMillis =
        first.compareTo(max.dividedBy(1L << doublings)) >= 0
            ? max.toMillis()
            : first.multipliedBy(1L << doublings).toMillis();
    return Duration.ofMillis(jitter ? random.nextLong(fullMillis + 1) : fullMillis);
  }

  /**
   * This, as a call may have it.
   *
   * @throws IllegalArgumentException when it names exceptions
   */
  Retry forCall() {
    if (!only.isEmpty() || !never.isEmpty()) {
      throw new IllegalArgumentException(
          "a call says how often and when; for which exceptions, only its task can say");
    }
    return this;
  }

  /** The waits and the number of attempts, to travel with a call. */
  Map<String, Object> toTree() {
    return Map.of(
        "first_millis",
        first.toMillis(),
        "max_millis",
        max.toMillis(),
        "attempts",
        maxAttempts,
        "jitter",
        jitter);
  }

  /**
   * This policy with the waits and attempts that a call brought; what cannot be read is ignored.
   */
  Retry as(@Nullable Object tree) {
    Map<String, Object> map = tree instanceof Map<?, ?> ? Trees.map(tree) : Map.of();
    if (!(map.get("first_millis") instanceof Number firstMillis)
        || !(map.get("max_millis") instanceof Number maxMillis)
        || !(map.get("attempts") instanceof Number attempts)) {
      return this;
    }
    return new Retry(
        millis(firstMillis),
        millis(maxMillis),
        (int) Math.max(1, Math.min(ATTEMPTS_MAX, attempts.longValue())),
        !Boolean.FALSE.equals(map.get("jitter")),
        only,
        never);
  }

  private static Duration millis(Number millis) {
    return Duration.ofMillis(Math.max(0, Math.min(WAIT_MAX.toMillis(), millis.longValue())));
  }

  private boolean covers(Throwable failure) {
    boolean wanted = only.isEmpty() || only.stream().anyMatch(type -> type.isInstance(failure));
    return wanted && never.stream().noneMatch(type -> type.isInstance(failure));
  }
}
