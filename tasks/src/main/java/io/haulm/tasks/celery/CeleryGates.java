package io.haulm.tasks.celery;

import io.haulm.tasks.spi.Delivery;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Gates;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Gates in the server, in keys of our own. Python's workers know nothing of them. */
final class CeleryGates implements Gates {

  /** The most gates that one round of housekeeping looks at. */
  static final int LOOKED_AT_MAX = 1_000;

  // What is left of tasks that never came to start, because they were revoked say.
  private static final Duration SLOTS_TTL = Duration.ofDays(1);

  // A start that comes later than this has lost its turn, unless turns are even further apart.
  private static final Duration MISSED_BY_MAX = Duration.ofMillis(250);

  private final Redis redis;
  private final InstantSource clock;

  CeleryGates(Redis redis, InstantSource clock) {
    this.redis = redis;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<Boolean> enter(Place place, Delivery delivery) {
    return ((CeleryDelivery) delivery).enter(this, place);
  }

  CompletableFuture<Boolean> enter(Place place, Shelf shelf, Shelves.Taken taken) {
    List<Object> keys = keys(place);
    keys.add(shelf.hash());
    keys.add(shelf.index());
    List<Object> arguments = arguments(place);
    arguments.add(taken.tag());
    arguments.add(Shelves.joined(place.taskId() + "\n" + taken.list() + "\n", taken.message()));
    return redis
        .run(GateScripts.ENTER, keys, arguments)
        .thenApply(entered -> Replies.number(entered) == 1);
  }

  @Override
  public CompletableFuture<Void> renew(Collection<Place> places) {
    if (places.isEmpty()) {
      return Futures.done();
    }
    List<Command> commands = new ArrayList<>(places.size());
    for (Place place : places) {
      commands.add(Command.of("ZADD", Keys.places(place.gate()), "XX", leaseEnd(), place.taskId()));
    }
    return redis.send(commands).thenApply(done -> null);
  }

  @Override
  public CompletableFuture<Void> leave(Place place) {
    return redis.run(GateScripts.LEAVE, keys(place), arguments(place)).thenApply(done -> null);
  }

  private static List<Object> keys(Place place) {
    return new ArrayList<>(
        List.of(Keys.GATES, Keys.places(place.gate()), Keys.parked(place.gate())));
  }

  private List<Object> arguments(Place place) {
    return new ArrayList<>(
        List.of(
            place.max() + ":" + place.gate(),
            place.max(),
            clock.instant().toEpochMilli(),
            leaseEnd(),
            place.taskId()));
  }

  @Override
  public CompletableFuture<Void> housekeeping() {
    return redis
        .run(
            GateScripts.LOOK,
            List.of(Keys.GATES),
            List.of(
                clock.instant().toEpochMilli(),
                leaseEnd(),
                LOOKED_AT_MAX,
                Keys.places(""),
                Keys.parked("")))
        .thenApply(done -> null);
  }

  @Override
  public CompletableFuture<Instant> slot(String gate, Duration spacing, String taskId) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    long between = Math.max(1, spacing.toNanos() / 1000);
    return redis
        .run(
            GateScripts.SLOT,
            List.of(Keys.slots(gate)),
            List.of(
                micros,
                between,
                taskId,
                SLOTS_TTL.toMillis(),
                Math.max(between, MISSED_BY_MAX.toNanos() / 1000)))
        .thenApply(CeleryGates::time);
  }

  private static Instant time(@Nullable Object micros) {
    return Instant.EPOCH.plus(Replies.number(micros), ChronoUnit.MICROS);
  }

  private long leaseEnd() {
    return clock.instant().plus(PLACE_LEASE).toEpochMilli();
  }
}
