package io.haulm.tasks.celery;

import io.haulm.tasks.CodecException;
import io.haulm.tasks.spi.Delivery;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Intake;
import io.haulm.tasks.spi.IntakeSettings;
import io.haulm.tasks.spi.TaskMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages from lists: as many as are wanted in one step while there are some, and one by one
 * with a blocking pop when there were none.
 */
final class CeleryIntake implements Intake {

  /**
   * Seconds between two looks for what dead workers held on kombu's shelf; kombu looks as seldom.
   */
  private static final double SHARED_RESTORE_SECONDS = 60;

  private final IntakeSettings settings;
  private final Redis redis;
  private final Redis blocking;
  private final Shelves shelves;
  private final TaskMessages messages;
  private final CeleryResults results;
  private final List<String> queues;
  private double nextRestore;

  CeleryIntake(
      IntakeSettings settings,
      Redis redis,
      Redis blocking,
      Shelves shelves,
      TaskMessages messages,
      CeleryResults results) {
    this.settings = settings;
    this.redis = redis;
    this.blocking = blocking;
    this.shelves = shelves;
    this.messages = messages;
    this.results = results;
    this.queues = new CopyOnWriteArrayList<>(settings.queues());
  }

  @Override
  public List<Delivery> take(int max, Duration wait) {
    List<String> turn = new ArrayList<>(queues);
    if (turn.isEmpty()) {
      throw new IllegalStateException("no queue to take from");
    }
    List<String> lists = Keys.lists(turn);
    List<Shelves.Taken> taken = shelves.take(lists, max);
    if (taken.isEmpty()) {
      taken = awaited(lists, wait);
    }
    rotate();
    return delivered(taken);
  }

  // The queue that came first comes last next time, so that none starves the others.
  private void rotate() {
    if (queues.size() > 1) {
      Collections.rotate(queues, -1);
    }
  }

  private List<Shelves.Taken> awaited(List<String> lists, Duration wait) {
    List<Object> words = new ArrayList<>();
    words.add("BRPOP");
    words.addAll(lists);
    words.add(Math.max(1, wait.toSeconds()));
    List<@Nullable Object> popped = Replies.list(blocking.send(words.toArray()).join());
    if (popped.isEmpty()) {
      return List.of();
    }
    Shelves.Taken taken = Shelves.taken(popped.get(0), UUID.randomUUID().toString(), popped.get(1));
    shelves.put(taken);
    return List.of(taken);
  }

  private List<Delivery> delivered(List<Shelves.Taken> taken) {
    List<Delivery> deliveries = new ArrayList<>(taken.size());
    for (Shelves.Taken one : taken) {
      try {
        String queue = Keys.queueOf(one.list());
        deliveries.add(new CeleryDelivery(one, messages.read(one.message(), queue)));
      } catch (CodecException e) {
        refuse(one, String.valueOf(e.getMessage()));
      }
    }
    return deliveries;
  }

  // What cannot be read is kept as it came: a reason could not be written into it.
  private void refuse(Shelves.Taken taken, String reason) {
    String queue = Keys.queueOf(taken.list());
    settings.refused().accept(queue, reason);
    Futures.letGo(
        messages
            .refusal(taken.message(), reason)
            .map(record -> results.store(record, TaskMessages.REFUSAL_TTL))
            .orElseGet(Futures::done)
            .thenCompose(
                done -> shelves.move(taken, Keys.deadLetters(queue), taken.message(), false)));
  }

  @Override
  public void renew(Collection<Delivery> running) {
    List<String> tags = new ArrayList<>(running.size());
    for (Delivery delivery : running) {
      tags.add(((CeleryDelivery) delivery).taken.tag());
    }
    shelves.renew(tags);
  }

  @Override
  public Duration lease() {
    return shelves.shelf().lease();
  }

  @Override
  public Optional<Duration> housekeeping() {
    double now = shelves.now();
    if (now >= nextRestore) {
      shelves.restore();
      Shelf shelf = shelves.shelf();
      nextRestore = now + Math.min(SHARED_RESTORE_SECONDS, shelf.lease().toMillis() / 1000.0 / 3);
    }
    return shelves
        .releaseHeld()
        .map(next -> Duration.ofMillis((long) Math.max(0, (next - shelves.now()) * 1000)));
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
    blocking.close();
  }

  private final class CeleryDelivery implements Delivery {
    private final Shelves.Taken taken;
    private final TaskMessages.Received received;

    CeleryDelivery(Shelves.Taken taken, TaskMessages.Received received) {
      this.taken = taken;
      this.received = received;
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
      return shelves.move(taken, taken.list(), taken.message(), true);
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
}
