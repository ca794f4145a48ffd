package io.haulm.tasks;

import io.haulm.tasks.spi.Delivery;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.ResultRecord;
import io.haulm.tasks.spi.TaskMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which a delivery can end. Each tells whoever listens, stores what is to be stored,
 * sends what follows, and only then acknowledges.
 */
final class Endings {

  private final WorkerState state;
  private final Listeners listeners;
  private final WorkerEvents events;
  private final Conclusion conclusion;
  private final UniqueCalls unique;
  private final InstantSource clock;
  private final Map<Long, CompletableFuture<Void>> unsettled = new ConcurrentHashMap<>();
  private final AtomicLong settling = new AtomicLong();
  private volatile Consumer<Instant> whenHeld = until -> {};

  Endings(
      WorkerState state,
      Listeners listeners,
      WorkerEvents events,
      Conclusion conclusion,
      UniqueCalls unique,
      InstantSource clock) {
    this.state = state;
    this.listeners = listeners;
    this.events = events;
    this.conclusion = conclusion;
    this.unique = unique;
    this.clock = clock;
  }

  /** Who is told when a message has gone back until a time. */
  void whenHeld(Consumer<Instant> told) {
    whenHeld = told;
  }

  /** The message goes back until a time. */
  void held(Delivery delivery, Instant until) {
    CompletableFuture<Void> held = delivery.hold(until).thenRun(() -> whenHeld.accept(until));
    Futures.letGo(settle(held, "holding a task until its time"));
  }

  /** Nobody will run it. */
  void buried(Delivery delivery, String reason, Map<String, Object> error) {
    TaskMessage message = delivery.message();
    listeners.deadLettered(message.queue(), reason);
    events.failed(message, error, "");
    Futures.letGo(
        settle(
            told(() -> conclusion.failed(message, error, "", terms(delivery)))
                .thenCompose(done -> unique.ended(message))
                .thenCompose(done -> delivery.bury(reason)),
            "burying a task"));
  }

  // What can never be told, say because its caller's name is none, must not keep the message: it
  // would come again for ever.
  private CompletableFuture<Void> told(Supplier<CompletableFuture<Void>> telling) {
    CompletableFuture<Void> told;
    try {
      told = telling.get();
    } catch (RuntimeException e) {
      told = CompletableFuture.failedFuture(e);
    }
    return told.exceptionallyCompose(failure ->
        Conclusion.ifUnsendable(
            failure,
            why -> {
              listeners.problem("telling a caller", why);
              return Futures.done();
            }));
  }

  /** The run could not be ended as it should be: it has failed with this instead. */
  CompletableFuture<Void> brokenOff(TaskRun run, Throwable why) {
    TaskMessage message = run.message();
    listeners.problem(ending(message), why);
    return finish(
        run,
        told(() -> conclusion.failed(message, Errors.tree(why), Errors.trace(why), terms(run))));
  }

  /** It must not start. */
  void revoked(Delivery delivery, String reason) {
    TaskMessage message = delivery.message();
    listeners.revoked(message.id(), message.task(), reason);
    events.revoked(message, false, reason.equals("expired"));
    Futures.letGo(
        settle(
            told(() -> conclusion.revoked(message, reason, terms(delivery)))
                .thenCompose(done -> unique.ended(message))
                .thenCompose(done -> delivery.acknowledge()),
            "revoking a task"));
  }

  /** The handler has given its output. */
  CompletableFuture<Void> well(TaskRun run, @Nullable Object result, RunContext context) {
    TaskMessage message = run.message();
    Duration took = Duration.between(run.startedAt(), clock.instant());
    events.succeeded(message, result, took);
    listeners.succeeded(context, took);
    return settle(
        conclusion
            .succeeded(message, result, terms(run), context.children())
            .thenCompose(last -> closed(run, last))
            .exceptionallyCompose(
                failure -> Conclusion.ifUnsendable(failure, why -> closedBy(run, why))),
        ending(message));
  }

  private CompletableFuture<Void> closed(TaskRun run, Optional<Conclusion.Last> last) {
    return last.map(rest -> conclusion.close(rest, terms(run))).orElseGet(() -> acknowledged(run));
  }

  private CompletableFuture<Void> closedBy(TaskRun run, Throwable why) {
    return conclusion
        .failed(run.message(), Errors.tree(why), Errors.trace(why), terms(run))
        .thenCompose(done -> acknowledged(run));
  }

  /** The handler has thrown something, which may be a wish of its own. */
  CompletableFuture<Void> badly(
      TaskRun run, Throwable failure, TaskOptions declared, RunContext context) {
    if (failure instanceof Skip skip) {
      listeners.dropped(context, skip);
      return finish(run, conclusion.skipped(run.message(), Errors.tree(skip), terms(run)));
    }
    if (failure instanceof Reject reject) {
      listeners.dropped(context, reject);
      return reject(run, reject);
    }
    if (failure instanceof Replaced replaced) {
      return replace(run, replaced, context);
    }
    return nextWait(run.message(), failure, declared)
        .map(wait -> retry(run, reason(failure), wait, context))
        .orElseGet(() -> fail(run, reason(failure), context));
  }

  private static Throwable reason(Throwable failure) {
    return failure instanceof RetryLater && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private Optional<Duration> nextWait(
      TaskMessage message, Throwable failure, TaskOptions declared) {
    int attempt = message.retries() + 1;
    Retry retry = declared.retry().as(message.headers().get(Headers.RETRY));
    if (!(failure instanceof RetryLater later)) {
      return retry.waitAfter(attempt, failure, ThreadLocalRandom.current());
    }
    int policy = retry.maxAttempts();
    int attempts = policy > 1 ? policy : RetryLater.ATTEMPTS_WITHOUT_POLICY;
    return attempt < attempts ? Optional.of(later.delay()) : Optional.empty();
  }

  private CompletableFuture<Void> retry(
      TaskRun run, Throwable cause, Duration wait, RunContext context) {
    TaskMessage message = run.message();
    TaskMessage next = message.again(message.retries() + 1, clock.instant().plus(wait));
    ResultRecord record =
        Records.of(message, TaskStatus.RETRY, Errors.tree(cause), Errors.trace(cause), null);
    events.retried(message, cause);
    listeners.retried(context, cause, wait);
    return settle(conclusion.retried(next, record, terms(run.delivery())), "retrying a task");
  }

  /** It has failed, whatever its handler still does. */
  CompletableFuture<Void> fail(TaskRun run, Throwable cause, RunContext context) {
    TaskMessage message = run.message();
    String trace = Errors.trace(cause);
    Map<String, Object> error = Errors.tree(cause);
    events.failed(message, error, trace);
    listeners.failed(context, cause);
    return finish(run, conclusion.failed(message, error, trace, terms(run)));
  }

  private CompletableFuture<Void> reject(TaskRun run, Reject reject) {
    TaskMessage message = run.message();
    CompletableFuture<Void> end =
        reject.goesBack()
            ? run.delivery().requeue()
            : conclusion
                .failed(message, Errors.tree(reject), "", terms(run))
                .thenCompose(done -> unique.ended(message))
                .thenCompose(done -> run.delivery().bury(String.valueOf(reject.getMessage())));
    return settle(end, "rejecting a task");
  }

  // What holds the claim of a unique call is now the replacement, which has the same id.
  private CompletableFuture<Void> replace(TaskRun run, Replaced replaced, RunContext context) {
    TaskMessage message = run.message();
    listeners.replaced(context);
    return settle(
        conclusion.replaced(message, replaced.replacement(), terms(run)), "replacing a task");
  }

  /** It was revoked while it ran. */
  CompletableFuture<Void> terminated(TaskRun run) {
    TaskMessage message = run.message();
    listeners.revoked(message.id(), message.task(), "terminated");
    events.revoked(message, true, false);
    return finish(run, conclusion.revoked(message, "terminated", terms(run)));
  }

  private CompletableFuture<Void> finish(TaskRun run, CompletableFuture<Void> conclusionMade) {
    return settle(conclusionMade.thenCompose(done -> acknowledged(run)), ending(run.message()));
  }

  private CompletableFuture<Void> acknowledged(TaskRun run) {
    return unique.ended(run.message()).thenCompose(done -> run.delivery().acknowledge());
  }

  private static String ending(TaskMessage message) {
    return "ending task " + message.task() + " " + message.id();
  }

  // A failure here is the connection's. The message is not acknowledged then, so it comes again.
  CompletableFuture<Void> settle(CompletableFuture<Void> last, String what) {
    CompletableFuture<Void> settled =
        last.exceptionally(failure -> {
          listeners.problem(what, Futures.cause(failure));
          return null;
        });
    if (!settled.isDone()) {
      long number = settling.incrementAndGet();
      unsettled.put(number, settled);
      Futures.letGo(settled.thenRun(() -> unsettled.remove(number)));
    }
    return settled;
  }

  /** Completes when the server knows all that was told it, or can no longer be told. */
  CompletableFuture<Void> settled() {
    return CompletableFuture.allOf(unsettled.values().toArray(CompletableFuture[]::new));
  }

  /** How results of a delivery are treated. */
  Conclusion.Terms terms(Delivery delivery) {
    return terms(delivery, Map.of());
  }

  private Conclusion.Terms terms(TaskRun run) {
    return terms(run.delivery(), run.handedOn());
  }

  private Conclusion.Terms terms(Delivery delivery, Map<String, Object> handedOn) {
    TaskMessage message = delivery.message();
    Handlers.Registered<?, ?> registered = state.handlers().find(message.task());
    TaskOptions declared = registered == null ? new TaskOptions() : registered.task().declared();
    return new Conclusion.Terms(
        delivery,
        declared.keepsResult() && !message.ignoreResult(),
        declared.resultTtl(),
        message.lineage().rootId(),
        handedOn);
  }
}
