package io.haulm.tasks.testing;

import io.haulm.tasks.spi.Delivery;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Gates;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Gates whose leases end by the clock. */
final class MemoryGates implements Gates {

  /** One gate. */
  private static final class Gate {
    private final int max;
    private final Map<String, Instant> leaseEnds = new HashMap<>();
    private final Deque<Parked> parked = new ArrayDeque<>();

    Gate(int max) {
      this.max = max;
    }
  }

  /** A delivery that waits for a place. */
  private record Parked(String taskId, Runnable back) {}

  private final Guard guard = new Guard();
  private final InstantSource clock;
  private final Map<String, Gate> gates = new HashMap<>();
  private final Map<String, Instant> nextStarts = new HashMap<>();
  private final Map<String, Instant> slots = new HashMap<>();

  MemoryGates(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public CompletableFuture<Boolean> enter(Place place, Delivery delivery) {
    return CompletableFuture.completedFuture(guard.get(() -> entered(place, delivery)));
  }

  private boolean entered(Place place, Delivery delivery) {
    Gate gate = gates.computeIfAbsent(place.gate(), name -> new Gate(place.max()));
    dropForsaken(gate);
    if (gate.leaseEnds.containsKey(place.taskId()) || gate.leaseEnds.size() < place.max()) {
      gate.leaseEnds.put(place.taskId(), leaseEnd());
      return true;
    }
    gate.parked.add(new Parked(place.taskId(), ((MemoryQueues.Taken) delivery).parked()));
    return false;
  }

  private void dropForsaken(Gate gate) {
    gate.leaseEnds.values().removeIf(end -> !end.isAfter(clock.instant()));
  }

  @Override
  public CompletableFuture<Void> renew(Collection<Place> places) {
    guard.run(() -> {
      for (Place place : places) {
        Gate gate = gates.get(place.gate());
        if (gate != null) {
          gate.leaseEnds.replace(place.taskId(), leaseEnd());
        }
      }
    });
    return Futures.done();
  }

  @Override
  public CompletableFuture<Void> leave(Place place) {
    guard.run(() -> {
      Gate gate = gates.get(place.gate());
      if (gate != null) {
        gate.leaseEnds.remove(place.taskId());
        letIn(gate);
      }
    });
    return Futures.done();
  }

  @Override
  public CompletableFuture<Void> housekeeping() {
    guard.run(() -> gates.values().forEach(this::letIn));
    return Futures.done();
  }

  private void letIn(Gate gate) {
    dropForsaken(gate);
    while (gate.leaseEnds.size() < gate.max && !gate.parked.isEmpty()) {
      Parked next = gate.parked.remove();
      gate.leaseEnds.put(next.taskId(), leaseEnd());
      next.back().run();
    }
  }

  @Override
  public CompletableFuture<Instant> slot(String gate, Duration spacing, String taskId) {
    return CompletableFuture.completedFuture(guard.get(() -> given(gate, spacing, taskId)));
  }

  private Instant given(String gate, Duration spacing, String taskId) {
    Instant now = clock.instant();
    String key = gate + "\n" + taskId;
    Instant slot = slots.remove(key);
    if (slot == null) {
      Instant next = nextStarts.getOrDefault(gate, now);
      slot = next.isAfter(now) ? next : now;
      nextStarts.put(gate, slot.plus(spacing));
    }
    if (slot.isAfter(now)) {
      slots.put(key, slot);
    }
    return slot;
  }

  private Instant leaseEnd() {
    return clock.instant().plus(PLACE_LEASE);
  }
}
