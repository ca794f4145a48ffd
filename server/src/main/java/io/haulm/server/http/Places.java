package io.haulm.server.http;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How many requests are under way, by lane. A request takes a place before a thread is begun for
 * it; one for which there is none is refused at once. Any thread.
 */
final class Places {
  private static final long WAIT_MILLIS_MAX = 1000;

  private final Map<Route.Lane, Semaphore> underWay = new EnumMap<>(Route.Lane.class);
  private final Semaphore answered = new Semaphore(HttpLimits.REQUESTS_MAX);
  private final Semaphore heavyAnswered = new Semaphore(HttpLimits.HEAVY_AT_ONCE_MAX);

  Places() {
    for (Route.Lane lane : Route.Lane.values()) {
      int count =
          switch (lane) {
            case GENERAL -> HttpLimits.REQUESTS_MAX + HttpLimits.REQUESTS_WAITING_MAX;
            case HEAVY -> HttpLimits.HEAVY_MAX;
            case LOGIN -> HttpLimits.LOGINS_MAX;
            case HEALTH -> HttpLimits.HEALTH_MAX;
          };
      underWay.put(lane, new Semaphore(count));
    }
  }

  private Semaphore of(Route.Lane lane) {
    Semaphore places = underWay.get(lane);
    if (places == null) {
      throw new IllegalStateException("broken invariant: every lane has places");
    }
    return places;
  }

  /** Takes a place, if there is one. Waits for nothing. */
  boolean enter(Route.Lane lane) {
    return of(lane).tryAcquire();
  }

  /** Gives the place back. */
  void leave(Route.Lane lane) {
    of(lane).release();
  }

  /** Waits, not for long, until a request of a lane may be answered; false when it may not. */
  boolean awaitTurn(Route.Lane lane) throws InterruptedException {
    Semaphore turns = turns(lane);
    return turns == null || turns.tryAcquire(WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS);
  }

  private @Nullable Semaphore turns(Route.Lane lane) {
    return switch (lane) {
      case GENERAL -> answered;
      case HEAVY -> heavyAnswered;
      case LOGIN, HEALTH -> null;
    };
  }

  /** The request has its answer. */
  void endTurn(Route.Lane lane) {
    Semaphore turns = turns(lane);
    if (turns != null) {
      turns.release();
    }
  }

  /** The refusal of a request for which there is no place. */
  static Problem busy(Route.Lane lane) {
    return lane == Route.Lane.LOGIN
        ? Problem.tooMany("login-busy", "Too many log in at once; try again", WAIT_MILLIS_MAX)
        : new Problem(503, "busy", "Too many requests at once; try again");
  }
}
