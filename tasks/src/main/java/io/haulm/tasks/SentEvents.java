package io.haulm.tasks;

import io.haulm.tasks.spi.Batch;
import io.haulm.tasks.spi.Chords;
import io.haulm.tasks.spi.Claims;
import io.haulm.tasks.spi.Control;
import io.haulm.tasks.spi.Delivery;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Gates;
import io.haulm.tasks.spi.Host;
import io.haulm.tasks.spi.Intake;
import io.haulm.tasks.spi.IntakeSettings;
import io.haulm.tasks.spi.ResultRecord;
import io.haulm.tasks.spi.Results;
import io.haulm.tasks.spi.ScheduleStore;
import io.haulm.tasks.spi.SteadyTime;
import io.haulm.tasks.spi.TaskMessage;
import io.haulm.tasks.spi.Transport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A transport that tells monitors of each message when the server has it. */
final class SentEvents implements Transport {

  private final Transport transport;
  private final EventStamp stamp;

  SentEvents(Transport transport, InstantSource clock) {
    this.transport = transport;
    String sender = "gen" + ProcessHandle.current().pid() + "@" + Host.name();
    this.stamp = new EventStamp(transport.control(), clock, sender);
  }

  @Override
  public CompletableFuture<Void> send(Batch batch) {
    return transport.send(batch).thenRun(() -> batch.messages().forEach(this::tell));
  }

  @Override
  public CompletableFuture<Boolean> sendAfter(Delivery delivery, Batch following) {
    return transport.sendAfter(delivery, following).thenApply(isSent -> toldIf(isSent, following));
  }

  @Override
  public CompletableFuture<Boolean> conclude(
      Delivery delivery, Batch following, @Nullable ResultRecord record, Duration ttl) {
    return transport
        .conclude(delivery, following, record, ttl)
        .thenApply(isSent -> toldIf(isSent, following));
  }

  private boolean toldIf(boolean isSent, Batch following) {
    if (isSent) {
      following.messages().forEach(this::tell);
    }
    return isSent;
  }

  @Override
  public CompletableFuture<String> sendUnique(Batch batch, String key, Duration ttl) {
    return transport
        .sendUnique(batch, key, ttl)
        .whenComplete((holder, failure) ->
            batch.messages().stream()
                .filter(message -> message.id().equals(holder))
                .forEach(this::tell));
  }

  private void tell(TaskMessage message) {
    Map<String, @Nullable Object> event = stamp.described("task-sent", message);
    event.put("queue", message.queue());
    event.put("exchange", "");
    event.put("routing_key", message.queue());
    Futures.letGo(transport.control().event("task.sent", event));
  }

  @Override
  public CompletableFuture<Void> ping() {
    return transport.ping();
  }

  @Override
  public RuntimeException meaning(RuntimeException failure) {
    return transport.meaning(failure);
  }

  @Override
  public Results results() {
    return transport.results();
  }

  @Override
  public Chords chords() {
    return transport.chords();
  }

  @Override
  public Claims claims() {
    return transport.claims();
  }

  @Override
  public Control control() {
    return transport.control();
  }

  @Override
  public ScheduleStore schedules() {
    return transport.schedules();
  }

  @Override
  public Gates gates() {
    return transport.gates();
  }

  @Override
  public SteadyTime time(InstantSource own) {
    return transport.time(own);
  }

  @Override
  public Intake intake(IntakeSettings settings) {
    return transport.intake(settings);
  }

  @Override
  public void close() {
    transport.close();
  }
}
