package io.haulm.server.http.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Makes guessing passwords slow: after some failures each further one doubles the time in which a
 * name, or an address, is not heard.
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

  private record Failures(int count, long lastMillis, long heardAgainMillis) {}

  private static final Failures NO_FAILURES = new Failures(0, 0, 0);

  private final Map<String, Failures> byKey = new LinkedHashMap<>(16, 0.75f, true);
  private final LongSupplier clock;

  LoginThrottle(LongSupplier clock) {
    this.clock = clock;
  }

  /** How long somebody has to wait before they are heard; 0 when they are heard now. */
  synchronized long waitMillis(String key) {
    Failures failures = byKey.get(key);
    return failures == null ? 0 : Math.max(0, failures.heardAgainMillis() - clock.getAsLong());
  }

  /** A wrong password. */
  synchronized void failed(String key) {
    long nowMillis = clock.getAsLong();
    Failures before = byKey.getOrDefault(key, NO_FAILURES);
    boolean isForgotten = nowMillis - before.lastMillis() > MEMORY_MILLIS;
    int count = isForgotten ? 1 : before.count() + 1;
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
