package io.haulm.tasks.testing;

import io.haulm.tasks.spi.Delivery;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Intake;
import io.haulm.tasks.spi.TaskMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** All queues as one, in the order of priority; an intake takes from it whatever its queues. */
final class MemoryQueues {

  /** A message that waits; {@code order} is its place among those of its priority. */
  record Waiting(TaskMessage message, int deliveries, long order) {
    int priority() {
      return message.priority();
    }
  }

  /** A message that waits for a time. */
  private record Held(Waiting waiting, Instant until) {}

  private final Guard guard = new Guard();
  private final InstantSource clock;
  private final Wire wire;
  private final PriorityQueue<Waiting> ready =
      new PriorityQueue<>(
          Comparator.comparingInt(Waiting::priority).thenComparingLong(Waiting::order));
  private final PriorityQueue<Held> held =
      new PriorityQueue<>(
          Comparator.comparing(Held::until).thenComparingLong(one -> one.waiting().order()));
  private final List<TaskMessage> sent = new ArrayList<>();
  private final List<String> deadLetters = new ArrayList<>();
  private long nearEnd;
  private long farEnd;

  MemoryQueues(InstantSource clock, Wire wire) {
    this.clock = clock;
    this.wire = wire;
  }

  void send(TaskMessage message) {
    TaskMessage arrived = wire.copy(message);
    guard.run(() -> {
      sent.add(arrived);
      arrived(new Waiting(arrived, 0, ++farEnd));
    });
  }

  List<TaskMessage> sent() {
    return guard.get(() -> List.copyOf(sent));
  }

  void forgetSent() {
    guard.run(sent::clear);
  }

  List<TaskMessage> waiting() {
    return guard.get(() ->
        Stream.concat(ready.stream(), held.stream().map(Held::waiting))
            .map(Waiting::message)
            .toList());
  }

  List<String> deadLetters() {
    return guard.get(() -> List.copyOf(deadLetters));
  }

  Optional<Instant> nextHeld() {
    return guard.get(() -> Optional.ofNullable(held.peek()).map(Held::until));
  }

  private List<Delivery> take(int max) {
    Instant now = clock.instant();
    for (Held first = held.peek(); first != null && !first.until().isAfter(now); ) {
      ready.add(held.remove().waiting());
      first = held.peek();
    }
    List<Delivery> taken = new ArrayList<>();
    while (taken.size() < max && !ready.isEmpty()) {
      taken.add(new Taken(ready.remove()));
    }
    return taken;
  }

  private void putBack(Waiting waiting, boolean isNear) {
    guard.run(() -> {
      long order = isNear ? --nearEnd : ++farEnd;
      arrived(new Waiting(waiting.message(), waiting.deliveries() + 1, order));
    });
  }

  private void arrived(Waiting waiting) {
    ready.add(waiting);
    guard.wake();
  }

  private void hold(Waiting waiting, Instant until) {
    guard.run(() -> held.add(new Held(waiting, until)));
  }

  private void bury(Waiting waiting, String reason) {
    guard.run(() -> deadLetters.add(waiting.message().task() + ": " + reason));
  }

  /** A message in the hands of a worker. */
  final class Taken implements Delivery {
    private final Waiting waiting;

    Taken(Waiting waiting) {
      this.waiting = waiting;
    }

    /** Is in nobody's hands; the returned puts it at the near end again. */
    Runnable parked() {
      return () ->
          guard.run(() -> arrived(new Waiting(message(), waiting.deliveries(), --nearEnd)));
    }

    @Override
    public TaskMessage message() {
      return waiting.message();
    }

    @Override
    public int deliveries() {
      return waiting.deliveries() + 1;
    }

    @Override
    public CompletableFuture<Void> acknowledge() {
      return Futures.done();
    }

    @Override
    public CompletableFuture<Void> giveBack() {
      putBack(waiting, true);
      return Futures.done();
    }

    @Override
    public CompletableFuture<Void> requeue() {
      putBack(waiting, false);
      return Futures.done();
    }

    @Override
    public CompletableFuture<Void> hold(Instant until) {
      MemoryQueues.this.hold(waiting, until);
      return Futures.done();
    }

    @Override
    public CompletableFuture<Void> bury(String reason) {
      MemoryQueues.this.bury(waiting, reason);
      return Futures.done();
    }
  }

  Intake intake(List<String> queues) {
    return new MemoryIntake(queues);
  }

  /** Nobody else takes, so there are no leases to keep. */
  private final class MemoryIntake implements Intake {
    private final List<String> queues;
    private boolean isEnding;

    MemoryIntake(List<String> queues) {
      this.queues = new ArrayList<>(queues);
    }

    @Override
    public List<Delivery> take(int max, Duration wait) throws InterruptedException {
      List<Delivery> taken = guard.get(() -> MemoryQueues.this.take(max));
      if (!taken.isEmpty() || !guard.await(() -> isEnding || !ready.isEmpty(), wait)) {
        return taken;
      }
      return guard.get(() -> MemoryQueues.this.take(max));
    }

    @Override
    public void endTaking() {
      guard.run(() -> {
        isEnding = true;
        guard.wake();
      });
    }

    @Override
    public void renew(Collection<Delivery> running) {}

    @Override
    public Duration lease() {
      return Duration.ofHours(1);
    }

    @Override
    public Optional<Duration> housekeeping() {
      return Optional.empty();
    }

    @Override
    public void addQueue(String queue) {
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
    public void close() {}
  }
}
