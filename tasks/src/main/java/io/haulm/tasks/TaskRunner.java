package io.haulm.tasks;

import io.haulm.tasks.spi.Delivery;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.ResultRecord;
import io.haulm.tasks.spi.TaskMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Runs one delivery from its start to its end, on the calling thread. Every delivery ends in
 * exactly one way, and its future completes when the server knows.
 */
final class TaskRunner {

  private final TaskClient client;
  private final Handlers handlers;
  private final List<TaskInterceptor> interceptors;
  private final Listeners listeners;
  private final WorkerEvents events;
  private final Revocations revocations;
  private final RateGates gates;
  private final Conclusion conclusion;
  private final UniqueCalls unique;
  private final InstantSource clock;
  private final String worker;
  private final Map<Long, CompletableFuture<Void>> unsettled = new ConcurrentHashMap<>();
  private final AtomicLong settling = new AtomicLong();

  TaskRunner(
      TaskClient client,
      String worker,
      Handlers handlers,
      List<TaskInterceptor> interceptors,
      Listeners listeners,
      WorkerEvents events,
      Revocations revocations,
      RateGates gates) {
    this.client = client;
    this.worker = worker;
    this.handlers = handlers;
    this.interceptors = List.copyOf(interceptors);
    this.listeners = listeners;
    this.events = events;
    this.revocations = revocations;
    this.gates = gates;
    this.clock = client.clock();
    this.conclusion = new Conclusion(client.transport(), dispatcher(client, handlers), clock);
    this.unique = new UniqueCalls(client.transport().claims(), client.codec());
  }

  // Rules of the program come first; then a task handled here waits where it says itself.
  private static Dispatcher dispatcher(TaskClient client, Handlers handlers) {
    Routes routes = client.routes();
    for (String name : handlers.names()) {
      Handlers.Registered<?, ?> registered = handlers.find(name);
      if (registered != null) {
        routes = routes.with(name, registered.task().declared().queue());
      }
    }
    return new Dispatcher(client.clock(), client.interceptors(), routes);
  }

  /** Makes the record of a delivery that is about to be run. */
  TaskRun begin(Delivery delivery) {
    return new TaskRun(delivery, clock.instant(), handlers.find(delivery.message().task()));
  }

  /** Whether a delivery may start; if not, it has been dealt with. */
  boolean admits(Delivery delivery) {
    TaskMessage message = delivery.message();
    Instant now = clock.instant();
    Instant eta = message.eta();
    if (revocations.contains(message.id())) {
      endRevoked(delivery, "revoked");
      return false;
    }
    if (message.expires() != null && now.isAfter(message.expires())) {
      endRevoked(delivery, "expired");
      return false;
    }
    if (eta != null && eta.isAfter(now)) {
      Futures.letGo(settle(delivery.hold(eta), "holding a task until its time"));
      return false;
    }
    Handlers.Registered<?, ?> registered = handlers.find(message.task());
    if (registered == null) {
      endUnknown(delivery);
      return false;
    }
    return isNotPoison(delivery, registered) && isNotLimited(delivery, registered, now);
  }

  private boolean isNotPoison(Delivery delivery, Handlers.Registered<?, ?> registered) {
    int max = registered.task().declared().maxDeliveries();
    if (delivery.deliveries() <= max) {
      return true;
    }
    String reason = "delivered more than " + max + " times: its workers died over it";
    Map<String, Object> error = Errors.tree("io.haulm.tasks", "PoisonTask", List.of(reason));
    bury(delivery, reason, error);
    return false;
  }

  private boolean isNotLimited(
      Delivery delivery, Handlers.Registered<?, ?> registered, Instant now) {
    Optional<Instant> later =
        gates.waitUntil(delivery.message().task(), registered.task().declared().rateLimit(), now);
    later.ifPresent(time -> Futures.letGo(settle(delivery.hold(time), "holding a task back")));
    return later.isEmpty();
  }

  private void endUnknown(Delivery delivery) {
    String name = delivery.message().task();
    bury(
        delivery,
        "no handler for task " + name,
        Errors.tree(Errors.CELERY, "NotRegistered", List.of(name)));
  }

  private void bury(Delivery delivery, String reason, Map<String, Object> error) {
    TaskMessage message = delivery.message();
    listeners.deadLettered(message.queue(), reason);
    events.failed(message, error, "");
    Futures.letGo(
        settle(
            conclusion
                .failed(message, error, "", terms(message))
                .thenCompose(done -> unique.ended(message))
                .thenCompose(done -> delivery.bury(reason)),
            "burying a task"));
  }

  private void endRevoked(Delivery delivery, String reason) {
    TaskMessage message = delivery.message();
    listeners.revoked(message.id(), message.task(), reason);
    events.revoked(message, false, reason.equals("expired"));
    Futures.letGo(
        settle(
            conclusion
                .revoked(message, reason, terms(message))
                .thenCompose(done -> unique.ended(message))
                .thenCompose(done -> delivery.acknowledge()),
            "revoking a task"));
  }

  /** Runs the handler and what follows. */
  void run(TaskRun run) {
    Handlers.Registered<?, ?> registered = handlers.find(run.message().task());
    if (registered == null) {
      throw new IllegalStateException("only admitted deliveries are run");
    }
    RunContext context = new RunContext(run, client, worker);
    tellStarted(run, registered.task().declared(), context);
    try {
      Object output = call(registered, run, context);
      run.handlerEnds();
      Object tree = client.codec().toTree(output);
      if (run.conclude()) {
        endWell(run, tree, context).join();
      }
    } catch (Throwable failure) {
      run.handlerEnds();
      if (run.conclude()) {
        endBadly(run, run.meaning(failure), registered.task().declared(), context).join();
      }
      if (failure instanceof VirtualMachineError error) {
        listeners.problem("task " + run.message().task() + " met " + error, error);
      }
    }
  }

  private void tellStarted(TaskRun run, TaskOptions declared, RunContext context) {
    TaskMessage message = run.message();
    listeners.started(context);
    events.started(message);
    if (terms(message).keepsResult()) {
      Map<String, Object> who = Map.of("hostname", worker, "pid", ProcessHandle.current().pid());
      ResultRecord record = Records.of(message, TaskStatus.STARTED, who, null, null);
      Futures.letGo(
          settle(
              client.transport().results().store(record, terms(message).ttl()), "storing a state"));
    }
    Futures.letGo(settle(unique.started(message), "freeing a claim"));
    if (declared.atMostOnce()) {
      run.delivery().acknowledge().join();
    }
  }

  private <I, O> @Nullable Object call(
      Handlers.Registered<I, O> registered, TaskRun run, RunContext context) throws Exception {
    I input = input(registered.task(), run.message());
    TaskInterceptor.Invocation way = () -> registered.call(input, context);
    for (int i = interceptors.size() - 1; i >= 0; i--) {
      TaskInterceptor interceptor = interceptors.get(i);
      TaskInterceptor.Invocation rest = way;
      way = () -> interceptor.around(context, rest);
    }
    run.handlerBegins();
    return way.proceed();
  }

  // An error handler is called with the id of what failed, as in Celery; the error is read there.
  private <I> I input(Task<I, ?> task, TaskMessage message) {
    List<Object> args = message.args();
    if (task.input().type() == TaskError.class
        && args.size() == 1
        && args.get(0) instanceof String id) {
      TaskError error =
          client
              .transport()
              .results()
              .read(id)
              .join()
              .map(Errors::read)
              .orElseGet(() -> new TaskError(id, "Exception", "builtins", List.of(), ""));
      return known(task, error);
    }
    if (task.input().type() == BuiltInTasks.Raw.class) {
      return known(task, BuiltInTasks.raw(message));
    }
    return client.inputs().read(task, args, message.kwargs());
  }

  @SuppressWarnings({"unchecked", "unused"}) // the type was compared; the task names it
  private static <I> I known(Task<I, ?> task, Object input) {
    return (I) input;
  }

  private CompletableFuture<Void> endWell(
      TaskRun run, @Nullable Object result, RunContext context) {
    TaskMessage message = run.message();
    Duration took = Duration.between(run.startedAt(), clock.instant());
    events.succeeded(message, result, took);
    listeners.succeeded(context, took);
    return finish(run, conclusion.succeeded(message, result, terms(run), context.children()));
  }

  private CompletableFuture<Void> endBadly(
      TaskRun run, Throwable failure, TaskOptions declared, RunContext context) {
    if (failure instanceof Skip skip) {
      listeners.dropped(context, skip);
      return finish(run, Futures.done());
    }
    if (failure instanceof Reject reject) {
      listeners.dropped(context, reject);
      return reject(run, reject);
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
    if (!(failure instanceof RetryLater later)) {
      return declared.retry().waitAfter(attempt, failure, ThreadLocalRandom.current());
    }
    int policy = declared.retry().maxAttempts();
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
    return settle(
        conclusion
            .retried(next, record, terms(message))
            .thenCompose(done -> run.delivery().acknowledge()),
        "retrying a task");
  }

  private CompletableFuture<Void> fail(TaskRun run, Throwable cause, RunContext context) {
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
            : unique
                .ended(message)
                .thenCompose(done -> run.delivery().bury(String.valueOf(reject.getMessage())));
    return settle(end, "rejecting a task");
  }

  /** Ends a run from outside because its hard limit has passed. */
  void giveUp(TaskRun run, TaskTimeoutException why) {
    if (run.conclude()) {
      run.cancel();
      Futures.letGo(fail(run, why, new RunContext(run, client, worker)));
    }
  }

  /** Ends a run from outside because it was revoked while it ran. */
  void terminate(TaskRun run) {
    if (run.conclude()) {
      run.cancel();
      TaskMessage message = run.message();
      listeners.revoked(message.id(), message.task(), "terminated");
      events.revoked(message, true, false);
      Futures.letGo(finish(run, conclusion.revoked(message, "terminated", terms(run))));
    }
  }

  private CompletableFuture<Void> finish(TaskRun run, CompletableFuture<Void> conclusionMade) {
    return settle(
        conclusionMade
            .thenCompose(done -> unique.ended(run.message()))
            .thenCompose(done -> run.delivery().acknowledge()),
        "ending task " + run.message().task() + " " + run.message().id());
  }

  // A failure here is the connection's. The message is not acknowledged then, so it comes again.
  private CompletableFuture<Void> settle(CompletableFuture<Void> last, String what) {
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

  /** Waits until the server knows all that was told it, or can no longer be told. */
  void awaitSettled() {
    CompletableFuture.allOf(unsettled.values().toArray(CompletableFuture[]::new)).join();
  }

  private Conclusion.Terms terms(TaskRun run) {
    return terms(run.message(), run.handedOn());
  }

  private Conclusion.Terms terms(TaskMessage message) {
    return terms(message, Map.of());
  }

  private Conclusion.Terms terms(TaskMessage message, Map<String, Object> handedOn) {
    Handlers.Registered<?, ?> registered = handlers.find(message.task());
    TaskOptions declared = registered == null ? new TaskOptions() : registered.task().declared();
    return new Conclusion.Terms(
        declared.keepsResult() && !message.ignoreResult(),
        declared.resultTtl(),
        message.lineage().rootId(),
        handedOn);
  }
}
