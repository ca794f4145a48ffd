package io.haulm.tasks;

import io.haulm.tasks.spi.Delivery;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.ResultRecord;
import io.haulm.tasks.spi.TaskMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs one delivery from its start to its end, on the calling thread. Every delivery ends in
 * exactly one way, and its future completes when the server knows.
 */
final class TaskRunner {

  private final TaskClient client;
  private final String worker;
  private final WorkerState state;
  private final List<TaskInterceptor> interceptors;
  private final Listeners listeners;
  private final WorkerEvents events;
  private final UniqueCalls unique;
  private final SharedLimits shared;
  private final Endings endings;
  private final Admission admission;

  TaskRunner(
      TaskClient client,
      String worker,
      WorkerState state,
      List<TaskInterceptor> interceptors,
      Listeners listeners,
      WorkerEvents events) {
    this.client = client;
    this.worker = worker;
    this.state = state;
    this.interceptors = List.copyOf(interceptors);
    this.listeners = listeners;
    this.events = events;
    this.unique = new UniqueCalls(client.transport().claims(), client.codec());
    this.shared = new SharedLimits(client, state);
    Conclusion conclusion =
        new Conclusion(client.transport(), dispatcher(client, state.handlers()), client.clock());
    this.endings = new Endings(state, listeners, events, conclusion, unique, client.clock());
    this.admission =
        new Admission(client.clock(), state, client.transport().control(), shared, endings);
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

  /** Makes the record of a run that may start; null when it may not and has been dealt with. */
  @Nullable TaskRun admit(Delivery delivery) {
    return admission.admit(delivery);
  }

  SharedLimits shared() {
    return shared;
  }

  /** Runs the handler and what follows. */
  void run(TaskRun run) {
    Handlers.Registered<?, ?> registered = state.handlers().find(run.message().task());
    if (registered == null) {
      throw new IllegalStateException("only admitted deliveries are run");
    }
    RunContext context = new RunContext(run, client, worker, listeners);
    if (!tellStarted(run, registered.task().declared(), context)) {
      return;
    }
    try {
      Object output = call(registered, run, context);
      run.handlerEnds();
      Object tree = client.codec().toTree(output);
      if (run.conclude()) {
        end(run, () -> endings.well(run, tree, context));
      }
    } catch (Throwable failure) {
      Throwable meaning = run.meaning(failure, run.handlerEnds());
      if (run.conclude()) {
        end(run, () -> endings.badly(run, meaning, registered.task().declared(), context));
      }
      if (failure instanceof VirtualMachineError error) {
        listeners.problem("task " + run.message().task() + " met " + error, error);
      }
    }
  }

  private void end(TaskRun run, Supplier<CompletableFuture<Void>> ending) {
    ended(run, ending).join();
  }

  // What fails here is not the handler's.
  private CompletableFuture<Void> ended(TaskRun run, Supplier<CompletableFuture<Void>> ending) {
    CompletableFuture<Void> ended;
    try {
      ended = ending.get();
    } catch (RuntimeException | Error e) {
      ended = CompletableFuture.failedFuture(e);
    }
    return ended
        .exceptionallyCompose(failure -> endings.brokenOff(run, Futures.cause(failure)))
        .whenComplete((done, failure) -> run.markTold());
  }

  private void endFromOutside(TaskRun run, Supplier<CompletableFuture<Void>> ending) {
    if (run.conclude()) {
      run.cancel();
      Futures.letGo(ended(run, ending));
    }
  }

  /** Whether the handler may run now. If not, the message comes again after its lease. */
  private boolean tellStarted(TaskRun run, TaskOptions declared, RunContext context) {
    try {
      tell(run, declared, context);
      return true;
    } catch (RuntimeException | Error e) {
      listeners.problem("starting task " + run.message().id(), Futures.cause(e));
      return false;
    }
  }

  private void tell(TaskRun run, TaskOptions declared, RunContext context) {
    TaskMessage message = run.message();
    listeners.started(context);
    events.started(message);
    Conclusion.Terms terms = endings.terms(run.delivery());
    if (state.handlers().tracksStarted(declared) && terms.keepsResult()) {
      Map<String, Object> who = Map.of("hostname", worker, "pid", ProcessHandle.current().pid());
      ResultRecord record = Records.of(message, TaskStatus.STARTED, who, null, null);
      Futures.letGo(
          endings.settle(
              client.transport().results().store(record, message.headers(), terms.ttl()),
              "storing a state"));
    }
    Futures.letGo(endings.settle(unique.started(message), "freeing a claim"));
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
          failed(message, id)
              .map(Errors::read)
              .orElseGet(() -> new TaskError(id, "Exception", "builtins", List.of(), ""));
      return known(task, error);
    }
    if (task.input().type() == BuiltInTasks.Raw.class) {
      return known(task, BuiltInTasks.raw(message));
    }
    return client.inputs().read(task, args, message.kwargs());
  }

  private Optional<ResultRecord> failed(TaskMessage message, String failedId) {
    Object sentAlong = message.headers().get(Headers.ERROR);
    return sentAlong == null
        ? client.transport().results().read(failedId).join()
        : Optional.of(Errors.sentAlong(failedId, sentAlong));
  }

  @SuppressWarnings({"unchecked", "unused"}) // the type was compared; the task names it
  private static <I> I known(Task<I, ?> task, Object input) {
    return (I) input;
  }

  /** Ends a run from outside because its hard limit has passed. */
  void giveUp(TaskRun run, TaskTimeoutException why) {
    RunContext context = new RunContext(run, client, worker, listeners);
    endFromOutside(run, () -> endings.fail(run, why, context));
  }

  /** Ends a run from outside because it was revoked while it ran. */
  void terminate(TaskRun run) {
    endFromOutside(run, () -> endings.terminated(run));
  }

  /** Completes when the server knows all that was told it, or can no longer be told. */
  CompletableFuture<Void> settled() {
    return endings.settled();
  }

  /** Who is told when a message has gone back until a time. */
  void whenHeld(Consumer<Instant> told) {
    endings.whenHeld(told);
  }
}
