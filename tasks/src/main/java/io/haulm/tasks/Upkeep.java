package io.haulm.tasks;

import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Gates;
import io.haulm.tasks.spi.Intake;
import io.haulm.tasks.spi.Threads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a worker does at times beside running tasks: it watches time limits on one thread, and on
 * another, which may have to wait for the server, it renews leases, shows that it lives, and keeps
 * house.
 */
final class Upkeep {

  private static final Duration WATCH = Duration.ofMillis(50);
  private static final Duration HOUSEKEEPING_MAX = Duration.ofSeconds(1);

  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(Threads.platformDaemons("haulm-watch"));
  private final ScheduledExecutorService keeper =
      Executors.newSingleThreadScheduledExecutor(Threads.platformDaemons("haulm-keeper"));

  // Apart, because it may take long, and no lease must end meanwhile.
  private final ScheduledExecutorService house =
      Executors.newSingleThreadScheduledExecutor(Threads.platformDaemons("haulm-house"));
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock: the next round of housekeeping, unless one is under way.
  private @Nullable ScheduledFuture<?> nextRound;
  private final Intake intake;
  private final Hands hands;
  private final SharedLimits shared;
  private final WorkerEvents events;
  private final Listeners listeners;

  Upkeep(
      Intake intake, Hands hands, SharedLimits shared, WorkerEvents events, Listeners listeners) {
    this.intake = intake;
    this.hands = hands;
    this.shared = shared;
    this.events = events;
    this.listeners = listeners;
  }

  /** Begins; the limits of what runs are watched by the worker itself. */
  void start(Runnable watchLimits) {
    repeat(watch, "watching time limits", WATCH, watchLimits);
    repeat(
        keeper,
        "renewing leases",
        intake.lease().dividedBy(3),
        () -> intake.renew(hands.deliveries()));
    repeat(
        keeper,
        "heartbeat",
        Duration.ofSeconds(WorkerEvents.HEARTBEAT_SECONDS),
        () -> events.worker("worker-heartbeat", hands.running().size(), hands.processed()));
    repeat(
        keeper,
        "keeping limits",
        Gates.PLACE_LEASE.dividedBy(4),
        () -> shared.keep(hands.running()));
    keepHouseIn(Duration.ZERO);
  }

  private void keepHouse() {
    begin();
    Optional<Duration> next = Optional.empty();
    try {
      next = intake.housekeeping();
    } catch (RuntimeException | Error e) {
      listeners.problem("housekeeping", e);
    }
    keepHouseIn(next.orElse(HOUSEKEEPING_MAX));
  }

  private void begin() {
    lock.lock();
    try {
      nextRound = null;
    } finally {
      lock.unlock();
    }
  }

  /** Sees to it that what is due then is not left lying, whatever was known before. */
  void keepHouseIn(Duration wait) {
    long millis = Math.max(1, Math.min(HOUSEKEEPING_MAX.toMillis(), wait.toMillis() + 1));
    lock.lock();
    try {
      ScheduledFuture<?> known = nextRound;
      if (known != null && known.getDelay(TimeUnit.MILLISECONDS) <= millis) {
        return;
      }
      if (known != null) {
        known.cancel(false);
      }
      nextRound = house.schedule(this::keepHouse, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      assert house.isShutdown() : "only a stopped worker keeps no house";
    } finally {
      lock.unlock();
    }
  }

  // A repeated task that throws would never run again, so nothing is let out.
  private void repeat(ScheduledExecutorService where, String what, Duration period, Runnable work) {
    Runnable guarded =
        () -> {
          try {
            work.run();
          } catch (RuntimeException | Error e) {
            listeners.problem(what, e);
          }
        };
    long millis = Math.max(1, period.toMillis());
    Futures.letGo(where.scheduleWithFixedDelay(guarded, millis, millis, TimeUnit.MILLISECONDS));
  }

  void stop() {
    watch.shutdownNow();
    keeper.shutdownNow();
    house.shutdownNow();
  }
}
