package io.haulm.tasks.celery;

import io.haulm.tasks.spi.Delivery;
import io.haulm.tasks.spi.Gates;
import io.haulm.tasks.spi.TaskMessage;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** A message on the shelf. */
final class CeleryDelivery implements Delivery {
  private final Shelves shelves;
  private final Shelves.Taken taken;
  private final TaskMessages.Received received;

  CeleryDelivery(Shelves shelves, Shelves.Taken taken, TaskMessages.Received received) {
    this.shelves = shelves;
    this.taken = taken;
    this.received = received;
  }

  /** By which it is known on the shelf. */
  String tag() {
    return taken.tag();
  }

  /** The shelf where it lies. */
  Shelf shelf() {
    return shelves.shelf();
  }

  /** Takes a place in a gate, or waits for one. */
  CompletableFuture<Boolean> enter(CeleryGates gates, Gates.Place place) {
    return gates.enter(place, shelf(), taken);
  }

  @Override
  public TaskMessage message() {
    return received.message();
  }

  @Override
  public int deliveries() {
    return received.deliveries();
  }

  @Override
  public CompletableFuture<Void> acknowledge() {
    return shelves.acknowledge(taken.tag());
  }

  @Override
  public CompletableFuture<Void> giveBack() {
    return shelves.giveBack(taken);
  }

  @Override
  public CompletableFuture<Void> requeue() {
    return shelves.move(taken, taken.list(), taken.message(), false);
  }

  @Override
  public CompletableFuture<Void> hold(Instant until) {
    return shelves.hold(taken, until);
  }

  @Override
  public CompletableFuture<Void> bury(String reason) {
    String where = Keys.deadLetters(Keys.queueOf(taken.list()));
    return shelves.move(taken, where, shelves.dead(taken, reason), false);
  }
}
