package io.haulm.tasks.testing;

import io.haulm.tasks.spi.Control;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Results;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Commands are answered at once; events are heard by nobody. */
final class MemoryControl implements Control {

  private final Map<String, Responder> workers = new ConcurrentHashMap<>();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private final AtomicLong ticks = new AtomicLong();

  @Override
  public CompletableFuture<Void> broadcast(Command command) {
    return ask(command, Duration.ZERO).thenApply(answers -> null);
  }

  @Override
  public CompletableFuture<Map<String, Object>> ask(Command command, Duration wait) {
    Map<String, Object> answers = new LinkedHashMap<>();
    List<String> destination = command.destination();
    workers.forEach((worker, responder) -> {
      if (destination == null || destination.contains(worker)) {
        responder.answer(command).ifPresent(answer -> answers.put(worker, answer));
      }
    });
    return CompletableFuture.completedFuture(answers);
  }

  @Override
  public CompletableFuture<Void> keepRevoked(List<String> taskIds) {
    revoked.addAll(taskIds);
    return Futures.done();
  }

  @Override
  public CompletableFuture<Set<String>> revoked() {
    return CompletableFuture.completedFuture(Set.copyOf(revoked));
  }

  @Override
  public CompletableFuture<Boolean> isRevoked(String taskId) {
    return CompletableFuture.completedFuture(revoked.contains(taskId));
  }

  @Override
  public Results.Watch serve(String worker, Responder responder) {
    workers.put(worker, responder);
    return () -> workers.remove(worker, responder);
  }

  @Override
  public CompletableFuture<Void> event(String routingKey, Object event) {
    return Futures.done();
  }

  @Override
  public long tick() {
    return ticks.incrementAndGet();
  }
}
