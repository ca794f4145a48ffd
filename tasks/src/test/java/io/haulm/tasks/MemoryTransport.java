package io.haulm.tasks;

import io.haulm.tasks.spi.Batch;
import io.haulm.tasks.spi.Chords;
import io.haulm.tasks.spi.Claims;
import io.haulm.tasks.spi.Control;
import io.haulm.tasks.spi.Delivery;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Intake;
import io.haulm.tasks.spi.IntakeSettings;
import io.haulm.tasks.spi.ResultRecord;
import io.haulm.tasks.spi.Results;
import io.haulm.tasks.spi.TaskMessage;
import io.haulm.tasks.spi.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A transport without a server: everything happens at once, on the calling thread. */
final class MemoryTransport implements Transport, Results, Chords, Claims, Control {

  final Deque<TaskMessage> waiting = new ArrayDeque<>();
  final List<TaskMessage> held = new ArrayList<>();
  final List<String> buried = new ArrayList<>();
  final Map<String, ResultRecord> stored = new HashMap<>();
  final Map<String, String> claims = new HashMap<>();
  private final Map<String, Integer> sizes = new HashMap<>();
  private final Map<String, TreeMap<Integer, Member>> arrived = new HashMap<>();
  private final Map<String, List<Consumer<ResultRecord>>> watchers = new HashMap<>();
  private long clock;
  int acknowledged;

  @Override
  public CompletableFuture<Void> send(Batch batch) {
    sizes.putAll(batch.chordSizes());
    waiting.addAll(batch.messages());
    return Futures.done();
  }

  /** The next message, as a worker gets it. */
  Delivery next(int deliveries) {
    TaskMessage message = waiting.removeFirst();
    return new MemoryDelivery(message, deliveries);
  }

  /** Queues what was held until now or before. */
  void release(Instant now) {
    List<TaskMessage> due =
        held.stream().filter(one -> one.eta() == null || !one.eta().isAfter(now)).toList();
    held.removeAll(due);
    waiting.addAll(due);
  }

  @Override
  public Results results() {
    return this;
  }

  @Override
  public Chords chords() {
    return this;
  }

  @Override
  public Claims claims() {
    return this;
  }

  @Override
  public Control control() {
    return this;
  }

  @Override
  public Intake intake(IntakeSettings settings) {
    throw new UnsupportedOperationException("messages are taken by hand");
  }

  @Override
  public void close() {}

  @Override
  public CompletableFuture<Void> store(ResultRecord record, Duration ttl) {
    ResultRecord old = stored.get(record.taskId());
    if (old == null || !old.status().equals(TaskStatus.SUCCESS)) {
      stored.put(record.taskId(), record);
      watchers.getOrDefault(record.taskId(), List.of()).forEach(one -> one.accept(record));
    }
    return Futures.done();
  }

  @Override
  public CompletableFuture<Optional<ResultRecord>> read(String taskId) {
    return CompletableFuture.completedFuture(Optional.ofNullable(stored.get(taskId)));
  }

  @Override
  public Watch watch(String taskId, Consumer<ResultRecord> listener) {
    watchers.computeIfAbsent(taskId, id -> new ArrayList<>()).add(listener);
    Optional.ofNullable(stored.get(taskId)).ifPresent(listener);
    return () -> {};
  }

  @Override
  public CompletableFuture<Void> forget(String taskId) {
    stored.remove(taskId);
    return Futures.done();
  }

  @Override
  public CompletableFuture<Void> saveGroup(String groupId, List<String> ids, Duration ttl) {
    return Futures.done();
  }

  @Override
  public CompletableFuture<Optional<List<Member>>> arrived(
      String groupId, int index, Member member, Duration ttl) {
    TreeMap<Integer, Member> members = arrived.computeIfAbsent(groupId, id -> new TreeMap<>());
    members.put(index, member);
    boolean isComplete = sizes.getOrDefault(groupId, -1) == members.size();
    return CompletableFuture.completedFuture(
        isComplete ? Optional.of(List.copyOf(members.values())) : Optional.empty());
  }

  @Override
  public CompletableFuture<Void> done(String groupId) {
    sizes.remove(groupId);
    arrived.remove(groupId);
    return Futures.done();
  }

  @Override
  public CompletableFuture<String> claim(String key, String taskId, Duration ttl) {
    claims.putIfAbsent(key, taskId);
    return CompletableFuture.completedFuture(claims.get(key));
  }

  @Override
  public CompletableFuture<Void> release(String key, String taskId) {
    claims.remove(key, taskId);
    return Futures.done();
  }

  @Override
  public CompletableFuture<Void> broadcast(Command command) {
    return Futures.done();
  }

  @Override
  public CompletableFuture<Map<String, Object>> ask(Command command, Duration wait) {
    return CompletableFuture.completedFuture(Map.of());
  }

  @Override
  public Watch serve(String worker, Responder responder) {
    return () -> {};
  }

  @Override
  public CompletableFuture<Void> event(String routingKey, Object event) {
    return Futures.done();
  }

  @Override
  public long tick() {
    return ++clock;
  }

  private final class MemoryDelivery implements Delivery {
    private final TaskMessage message;
    private final int deliveries;

    MemoryDelivery(TaskMessage message, int deliveries) {
      this.message = message;
      this.deliveries = deliveries;
    }

    @Override
    public TaskMessage message() {
      return message;
    }

    @Override
    public int deliveries() {
      return deliveries;
    }

    @Override
    public CompletableFuture<Void> acknowledge() {
      acknowledged++;
      return Futures.done();
    }

    @Override
    public CompletableFuture<Void> giveBack() {
      waiting.addFirst(message);
      return Futures.done();
    }

    @Override
    public CompletableFuture<Void> requeue() {
      waiting.addLast(message);
      return Futures.done();
    }

    @Override
    public CompletableFuture<Void> hold(Instant until) {
      held.add(message);
      return Futures.done();
    }

    @Override
    public CompletableFuture<Void> bury(String reason) {
      buried.add(reason);
      return Futures.done();
    }
  }
}
