package io.haulm.tasks;

import io.haulm.tasks.spi.Control;
import io.haulm.tasks.spi.Delivery;
import io.haulm.tasks.spi.Gates;
import io.haulm.tasks.spi.SteadyTime;
import io.haulm.tasks.spi.TaskMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether a delivery may start; what may not is dealt with here and now. */
final class Admission {

  private final SteadyTime clock;
  private final WorkerState state;
  private final Control control;
  private final SharedLimits shared;
  private final Endings endings;

  Admission(
      SteadyTime clock, WorkerState state, Control control, SharedLimits shared, Endings endings) {
    this.control = control;
    this.clock = clock;
    this.state = state;
    this.shared = shared;
    this.endings = endings;
  }

  /** Makes the record of a run that may start; null when it may not. */
  @Nullable TaskRun admit(Delivery delivery) {
    TaskMessage message = delivery.message();
    Instant now = clock.instant();
    Handlers.Registered<?, ?> registered = state.handlers().find(message.task());
    if (isUntimely(delivery, now)) {
      // One that had waited for a place has been given it, and does not need it.
      if (registered != null) {
        shared.leave(placeOf(delivery, registered));
      }
      return null;
    }
    if (registered == null) {
      endUnknown(delivery);
      return null;
    }
    if (isPoison(delivery, registered)) {
      shared.leave(placeOf(delivery, registered));
      return null;
    }
    return withinLimits(delivery, registered, now);
  }

  /** Ends what must not start any more, and holds what must not start yet. */
  private boolean isUntimely(Delivery delivery, Instant now) {
    TaskMessage message = delivery.message();
    Instant eta = message.eta();
    if (isRevoked(message, now)) {
      endings.revoked(delivery, "revoked");
      return true;
    }
    if (message.expires() != null && now.isAfter(message.expires())) {
      endings.revoked(delivery, "expired");
      return true;
    }
    if (eta != null && eta.isAfter(now)) {
      endings.held(delivery, eta);
      return true;
    }
    return false;
  }

  // One that has waited for its time may have been revoked when no worker was there to hear it.
  private boolean isRevoked(TaskMessage message, Instant now) {
    Instant eta = message.eta();
    boolean hasWaited = eta != null && !eta.isAfter(now);
    return state.revocations().contains(message.id())
        || (hasWaited && control.isRevoked(message.id()).join());
  }

  private Gates.@Nullable Place placeOf(Delivery delivery, Handlers.Registered<?, ?> registered) {
    try {
      return shared.placeOf(delivery.message(), registered);
    } catch (RuntimeException | Error e) {
      // Without a key it has never had a place.
      return null;
    }
  }

  private boolean isPoison(Delivery delivery, Handlers.Registered<?, ?> registered) {
    int max = registered.task().declared().maxDeliveries();
    if (delivery.deliveries() <= max) {
      return false;
    }
    String reason = "delivered more than " + max + " times: its workers died over it";
    endings.buried(delivery, reason, Errors.tree("io.haulm.tasks", "PoisonTask", List.of(reason)));
    return true;
  }

  private void endUnknown(Delivery delivery) {
    String name = delivery.message().task();
    endings.buried(
        delivery,
        "no handler for task " + name,
        Errors.tree(Errors.CELERY, "NotRegistered", List.of(name)));
  }

  // A place is taken first: one that waits for a place must not use up a start.
  private @Nullable TaskRun withinLimits(
      Delivery delivery, Handlers.Registered<?, ?> registered, Instant now) {
    TaskMessage message = delivery.message();
    Gates.Place place;
    try {
      place = shared.placeOf(message, registered);
    } catch (RuntimeException | Error e) {
      endings.buried(delivery, "its concurrency key cannot be told: " + e, Errors.tree(e));
      return null;
    }
    if (!shared.enters(place, delivery)) {
      return null;
    }
    TaskOptions declared = registered.task().declared();
    Optional<Instant> later = tooEarly(message, declared, now);
    if (later.isPresent()) {
      endings.held(delivery, later.get());
      shared.leave(place);
      return null;
    }
    return new TaskRun(delivery, clock, state.limits().of(message, declared), place);
  }

  private Optional<Instant> tooEarly(TaskMessage message, TaskOptions declared, Instant now) {
    RateLimit limit = state.rates().limit(message.task(), declared.rateLimit());
    if (limit == null) {
      return Optional.empty();
    }
    return limit.isClusterWide()
        ? shared.waitUntil(message, limit, now)
        : state.rates().waitUntil(message.task(), limit, now);
  }
}
