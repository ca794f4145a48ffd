package io.haulm.tasks;

import io.haulm.tasks.spi.Delivery;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Gates;
import io.haulm.tasks.spi.TaskMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The limits that a worker keeps together with all others, through the server. */
final class SharedLimits {

  private final TaskClient client;
  private final WorkerState state;

  SharedLimits(TaskClient client, WorkerState state) {
    this.client = client;
    this.state = state;
  }

  /** Whether any task of this worker has such a limit. */
  boolean areUsed() {
    return state.handlers().declared().anyMatch(SharedLimits::isLimited);
  }

  private static boolean isLimited(TaskOptions declared) {
    RateLimit rate = declared.rateLimit();
    return declared.concurrency != null || (rate != null && rate.isClusterWide());
  }

  /**
   * The place that a run of this message needs, or null.
   *
   * @throws RuntimeException or Error whatever the program throws when it is asked for the key
   */
  Gates.@Nullable Place placeOf(TaskMessage message, Handlers.Registered<?, ?> registered) {
    return place(message, registered.task());
  }

  private <I> Gates.@Nullable Place place(TaskMessage message, Task<I, ?> task) {
    Concurrency<I> limit = task.concurrencyLimit();
    if (limit == null) {
      return null;
    }
    if (!limit.isPerKey()) {
      return new Gates.Place(task.name(), limit.max(), message.id());
    }
    return keyOf(limit, message, task)
        .map(key -> new Gates.Place(task.name() + ":" + key, limit.max(), message.id()))
        .orElse(null);
  }

  // An input that cannot be read takes no place: its run fails at once, and says why.
  private <I> Optional<String> keyOf(Concurrency<I> limit, TaskMessage message, Task<I, ?> task) {
    if (limit.keyOf() == null) {
      return Optional.ofNullable(message.headers().get(Headers.KEY)).map(String::valueOf);
    }
    I input;
    try {
      input = client.inputs().read(task, message.args(), message.kwargs());
    } catch (RuntimeException e) {
      return Optional.empty();
    }
    return Optional.ofNullable(limit.keyOf().apply(input));
  }

  /** Takes a place if one is needed; without one the delivery has been dealt with. */
  boolean enters(Gates.@Nullable Place place, Delivery delivery) {
    return place == null || gates().enter(place, delivery).join();
  }

  void leave(Gates.@Nullable Place place) {
    if (place != null) {
      Futures.letGo(gates().leave(place));
    }
  }

  /** The time until which a start has to wait. */
  Optional<Instant> waitUntil(TaskMessage message, RateLimit limit, Instant now) {
    Duration spacing = Duration.ofNanos(limit.spacingNanos());
    Instant slot = gates().slot(message.task(), spacing, message.id()).join();
    return slot.isAfter(now) ? Optional.of(slot) : Optional.empty();
  }

  /** Keeps the places of what runs here, and frees those of the dead. */
  void keep(Collection<TaskRun> running) {
    if (!areUsed()) {
      return;
    }
    List<Gates.Place> places = new ArrayList<>();
    for (TaskRun run : running) {
      Gates.Place place = run.place();
      if (place != null) {
        places.add(place);
      }
    }
    gates().renew(places).join();
    gates().housekeeping().join();
  }

  private Gates gates() {
    return client.transport().gates();
  }

  /**
   * Refuses to start a worker whose limits nobody would keep.
   *
   * @throws UnsupportedOperationException when the transport has no such limits and a task needs
   *     them
   */
  void check() {
    if (areUsed()) {
      gates();
    }
  }
}
