package io.haulm.server.http.access;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Makes guessing passwords slow: after some failures each further one doubles the time in which a
 * name, or an address, is not heard. What is being tried counts as if it had failed already, so
 * that trying many at once gains nothing.
 */
final class LoginThrottle {
  /** So many failures cost nothing: people mistype. */
  static final int FREE_FAILURES = 5;

  /** The longest wait. */
  static final long WAIT_MILLIS_MAX = 15L * 60 * 1000;

  /** Failures are forgotten after this time without another. */
  static final long MEMORY_MILLIS = 60L * 60 * 1000;

  /** How many names and addresses are remembered; the one that failed longest ago gives way. */
  static final int ENTRIES_MAX = 10_000;

  /** How soon to ask again while as many are tried as may fail. */
  static final long UNDER_WAY_MILLIS = 1000;

  private record Failures(int count, long lastMillis, long heardAgainMillis) {}

  private static final Failures NO_FAILURES = new Failures(0, 0, 0);

  private final Map<String, Integer> underWay = new HashMap<>();

  private final Map<String, Failures> byKey = new LinkedHashMap<>(16, 0.75f, true);
  private final LongSupplier clock;

  LoginThrottle(LongSupplier clock) {
    this.clock = clock;
  }

  /**
   * Begins to try a password, unless one of the keys is not heard.
   *
   * @return how long to wait before trying; 0 when this is tried now, and {@link #end} must follow
   */
  synchronized long begin(List<String> keys) {
    long waitMillis = keys.stream().mapToLong(this::waitMillis).max().orElse(0);
    if (waitMillis == 0) {
      keys.forEach(key -> underWay.merge(key, 1, Integer::sum));
    }
    return waitMillis;
  }

  /** What was begun is over, and was no failure unless that is told. */
  synchronized void end(List<String> keys) {
    keys.forEach(
        key -> underWay.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1));
  }

  /** How long somebody has to wait before they are heard; 0 when they are heard now. */
  synchronized long waitMillis(String key) {
    Failures failures = byKey.getOrDefault(key, NO_FAILURES);
    long nowMillis = clock.getAsLong();
    if (failures.heardAgainMillis() > nowMillis) {
      return failures.heardAgainMillis() - nowMillis;
    }
    int mayBeTried = Math.max(1, FREE_FAILURES - counted(failures, nowMillis));
    return underWay.getOrDefault(key, 0) < mayBeTried ? 0 : UNDER_WAY_MILLIS;
  }

  private static int counted(Failures failures, long nowMillis) {
    return nowMillis - failures.lastMillis() > MEMORY_MILLIS ? 0 : failures.count();
  }

  /** A wrong password. */
  synchronized void failed(String key) {
    long nowMillis = clock.getAsLong();
    Failures before = byKey.getOrDefault(key, NO_FAILURES);
    int count = counted(before, nowMillis) + 1;
    long waitMillis = count <= FREE_FAILURES ? 0 : 1000L << Math.min(20, count - FREE_FAILURES - 1);
    byKey.put(
        key, new Failures(count, nowMillis, nowMillis + Math.min(WAIT_MILLIS_MAX, waitMillis)));
    if (byKey.size() > ENTRIES_MAX) {
      var oldest = byKey.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** The right password. */
  synchronized void succeeded(String key) {
    byKey.remove(key);
  }
}
