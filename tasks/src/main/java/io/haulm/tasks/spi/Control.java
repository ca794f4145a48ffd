package io.haulm.tasks.spi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Talk with and between workers: commands to all of them, their answers, and their events. */
public interface Control {

  /** How long a server knows what is revoked; a task that waits for longer runs. */
  Duration REVOKED_FOR = Duration.ofDays(30);

  /**
   * A command.
   *
   * @param method what is wanted
   * @param arguments with what
   * @param destination the workers that are meant, or null for all
   */
  record Command(String method, Map<String, Object> arguments, @Nullable List<String> destination) {

    /** Whether a worker is meant. */
    public boolean isFor(String worker) {
      return destination == null || destination.contains(worker);
    }
  }

  /** Answers commands on a worker. */
  @FunctionalInterface
  interface Responder {
    /** Carries a command out; returns what to answer, or nothing to stay silent. */
    Optional<Object> answer(Command command);
  }

  /** Sends a command and expects no answer. */
  CompletableFuture<Void> broadcast(Command command);

  /** Sends a command and collects what workers answer within a time, by their names. */
  CompletableFuture<Map<String, Object>> ask(Command command, Duration wait);

  /**
   * Keeps in the server, where that can be, that tasks must not start: workers that are not there
   * now have to know it when they take a task that waited for its time.
   */
  default CompletableFuture<Void> keepRevoked(List<String> taskIds) {
    return Futures.done();
  }

  /** The tasks that the server knows to be revoked. */
  default CompletableFuture<Set<String>> revoked() {
    return CompletableFuture.completedFuture(Set.of());
  }

  /** Whether the server knows a task to be revoked. */
  default CompletableFuture<Boolean> isRevoked(String taskId) {
    return CompletableFuture.completedFuture(false);
  }

  /** Answers commands in the name of a worker until closed. */
  Results.Watch serve(String worker, Responder responder);

  /** Whether there can be anybody who listens to events. */
  default boolean carriesEvents() {
    return true;
  }

  /** Publishes an event for whoever listens; {@code routingKey} as Celery has it. */
  CompletableFuture<Void> event(String routingKey, Object event);

  /** The Lamport clock, moved on by one. */
  long tick();
}
