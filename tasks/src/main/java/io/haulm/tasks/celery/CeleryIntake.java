package io.haulm.tasks.celery;

import io.haulm.tasks.CodecException;
import io.haulm.tasks.spi.Delivery;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Intake;
import io.haulm.tasks.spi.IntakeSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Takes messages from lists, as many as are wanted in one step, which also puts them on the shelf:
 * there is no moment in which a message is nowhere but in a worker's memory. A blocking pop, as
 * kombu uses it, would lose what it pops if the worker died before it could shelve it; so where
 * there is nothing to take, {@link Arrivals} waits for something and has it taken by the same step.
 */
final class CeleryIntake implements Intake {

  /**
   * Seconds between two looks for what dead workers held on kombu's shelf; kombu looks as seldom.
   */
  private static final double SHARED_RESTORE_SECONDS = 60;

  private final IntakeSettings settings;
  private final Redis redis;
  private final Arrivals arrivals;
  private final Shelves shelves;
  private final TaskMessages messages;
  private final CeleryResults results;
  private final List<String> queues;
  private double nextRestore;
  private boolean mayBeMore = true;

  CeleryIntake(
      IntakeSettings settings,
      Redis redis,
      Arrivals arrivals,
      Shelves shelves,
      TaskMessages messages,
      CeleryResults results) {
    this.settings = settings;
    this.redis = redis;
    this.arrivals = arrivals;
    this.shelves = shelves;
    this.messages = messages;
    this.results = results;
    this.queues = new CopyOnWriteArrayList<>(settings.queues());
  }

  @Override
  public List<Delivery> take(int max, Duration wait) throws InterruptedException {
    List<String> turn = new ArrayList<>(queues);
    if (turn.isEmpty()) {
      throw new IllegalStateException("no queue to take from");
    }
    List<String> lists = Keys.lists(turn);
    List<Shelves.Taken> taken = arrivals.poll(lists, max);
    if (taken.isEmpty() && (mayBeMore || wait.isZero())) {
      taken = shelves.take(lists, max);
    }
    if (taken.isEmpty()) {
      taken = arrivals.await(lists, max, wait);
    }
    mayBeMore = taken.size() >= Math.min(max, Arrivals.AT_ONCE_MAX);
    rotate();
    return delivered(taken);
  }

  @Override
  public void rest() {
    arrivals.rest();
  }

  @Override
  public void endTaking() {
    arrivals.end();
  }

  // The queue that came first comes last next time, so that none starves the others.
  private void rotate() {
    if (queues.size() > 1) {
      Collections.rotate(queues, -1);
    }
  }

  private List<Delivery> delivered(List<Shelves.Taken> taken) {
    List<Delivery> deliveries = new ArrayList<>(taken.size());
    for (Shelves.Taken one : taken) {
      try {
        String queue = Keys.queueOf(one.list());
        deliveries.add(new CeleryDelivery(shelves, one, messages.read(one.message(), queue)));
      } catch (CodecException e) {
        refuse(one, String.valueOf(e.getMessage()));
      }
    }
    return deliveries;
  }

  // What cannot be read is kept as it came: a reason could not be written into it. It is kept even
  // if its caller cannot be told.
  private void refuse(Shelves.Taken taken, String reason) {
    String queue = Keys.queueOf(taken.list());
    settings.refused().accept(queue, reason);
    CompletableFuture<Void> told =
        messages
            .refusal(taken.message(), reason)
            .map(record -> results.store(record, TaskMessages.REFUSAL_TTL))
            .orElseGet(Futures::done);
    Futures.letGo(
        told.exceptionally(failure -> null)
            .thenCompose(
                done -> shelves.move(taken, Keys.deadLetters(queue), taken.message(), false)));
  }

  @Override
  public void renew(Collection<Delivery> running) {
    List<String> tags = new ArrayList<>(running.size());
    for (Delivery delivery : running) {
      tags.add(((CeleryDelivery) delivery).tag());
    }
    shelves.renew(tags);
  }

  @Override
  public Duration lease() {
    return shelves.shelf().lease();
  }

  @Override
  public Optional<Duration> housekeeping() {
    Optional<Double> next = shelves.releaseHeld(settings.refused());
    double now = shelves.now();
    if (now >= nextRestore) {
      shelves.restore(settings.refused());
      Shelf shelf = shelves.shelf();
      nextRestore = now + Math.min(SHARED_RESTORE_SECONDS, shelf.lease().toMillis() / 1000.0 / 3);
    }
    return next.map(due -> Duration.ofMillis((long) Math.max(0, (due - shelves.now()) * 1000)));
  }

  @Override
  public void addQueue(String queue) {
    redis.send("SADD", Keys.binding(queue), Keys.bound(queue, queue)).join();
    queues.add(queue);
  }

  @Override
  public void removeQueue(String queue) {
    queues.remove(queue);
  }

  @Override
  public List<String> queues() {
    return List.copyOf(queues);
  }

  @Override
  public void close() {
    arrivals.close();
  }
}
