package io.haulm.tasks.celery;

import io.haulm.tasks.spi.Delivery;
import io.haulm.tasks.spi.Gates;
import io.haulm.tasks.spi.TaskMessage;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A message on the shelf. */
final class CeleryDelivery implements Delivery {
  private final Shelves shelves;
  private final Shelves.Taken taken;
  private final TaskMessages.Received received;
  private volatile boolean acknowledged;

  CeleryDelivery(Shelves shelves, Shelves.Taken taken, TaskMessages.Received received) {
    this.shelves = shelves;
    this.taken = taken;
    this.received = received;
  }

  /** By which it is known on the shelf. */
  String tag() {
    return taken.tag();
  }

  /** The keys with which a script ends it: of its result, and of its shelf. */
  List<Object> keys() {
    Shelf shelf = shelves.shelf();
    return List.of(Keys.result(message().id()), shelf.hash(), shelf.index());
  }

  /** Whether it has to lie on the shelf to be ours. */
  boolean isLeased() {
    return !acknowledged;
  }

  @Override
  public CompletableFuture<Boolean> isOurs() {
    return acknowledged ? CompletableFuture.completedFuture(true) : shelves.isThere(taken.tag());
  }

  /** Takes a place in a gate, or waits for one. */
  CompletableFuture<Boolean> enter(CeleryGates gates, Gates.Place place) {
    return gates.enter(place, shelves.shelf(), taken);
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
    return shelves.acknowledge(taken.tag()).thenRun(() -> acknowledged = true);
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
