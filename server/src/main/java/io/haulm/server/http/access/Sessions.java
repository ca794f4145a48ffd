package io.haulm.server.http.access;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Who is logged in. Kept in memory only: after a restart everybody logs in anew. */
final class Sessions {
  /** How long a login lasts: twelve hours. */
  static final long LIFE_MILLIS = 12L * 60 * 60 * 1000;

  /** How many people may be logged in at once; the oldest login gives way. */
  static final int SESSIONS_MAX = 1000;

  /** A login. */
  record Session(String user, String csrf, long endMillis) {}

  private final Map<String, Session> byHash = new LinkedHashMap<>();
  private final LongSupplier clock;

  Sessions(LongSupplier clock) {
    this.clock = clock;
  }

  /** A new login. The result is the cookie's value. */
  synchronized String begin(String user) {
    byHash.values().removeIf(session -> session.endMillis() <= clock.getAsLong());
    if (byHash.size() >= SESSIONS_MAX) {
      Iterator<String> oldest = byHash.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    String secret = Secrets.next();
    byHash.put(
        Secrets.hash(secret), new Session(user, Secrets.next(), clock.getAsLong() + LIFE_MILLIS));
    return secret;
  }

  /** The login that a cookie belongs to, if it lasts. */
  synchronized Optional<Session> find(String secret) {
    return Optional.ofNullable(byHash.get(Secrets.hash(secret)))
        .filter(session -> session.endMillis() > clock.getAsLong());
  }

  /** Ends a login. */
  synchronized void end(String secret) {
    byHash.remove(Secrets.hash(secret));
  }

  /** Ends all logins of somebody. */
  synchronized void endAllOf(String user) {
    byHash.values().removeIf(session -> session.user().equals(user));
  }
}
