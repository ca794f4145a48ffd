package io.haulm.tasks;

import io.haulm.tasks.spi.Batch;
import io.haulm.tasks.spi.Delivery;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Host;
import io.haulm.tasks.spi.ResultRecord;
import io.haulm.tasks.spi.TaskMessage;
import io.haulm.tasks.spi.Transport;
import io.haulm.tasks.spi.WrappedTransport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A transport that tells monitors of each message when the server has it. */
final class SentEvents extends WrappedTransport {

  private final EventStamp stamp;

  SentEvents(Transport transport, InstantSource clock) {
    super(transport);
    String sender = "gen" + ProcessHandle.current().pid() + "@" + Host.name();
    this.stamp = new EventStamp(transport.control(), clock, sender);
  }

  @Override
  public CompletableFuture<Void> send(Batch batch) {
    return inner().send(batch).thenRun(() -> batch.messages().forEach(this::tell));
  }

  @Override
  public CompletableFuture<Boolean> sendAfter(Delivery delivery, Batch following) {
    return inner().sendAfter(delivery, following).thenApply(isSent -> toldIf(isSent, following));
  }

  @Override
  public CompletableFuture<Boolean> conclude(
      Delivery delivery, Batch following, @Nullable ResultRecord record, Duration ttl) {
    return inner()
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
    return inner()
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
    Futures.letGo(control().event("task.sent", event));
  }
}
