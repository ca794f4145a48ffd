package io.haulm.tasks;

import io.haulm.tasks.schedule.Schedule;
import io.haulm.tasks.schedule.Scheduled;
import io.haulm.tasks.schedule.Scheduler;
import io.haulm.tasks.spi.Host;
import io.haulm.tasks.spi.Intake;
import io.haulm.tasks.spi.IntakeSettings;
import io.haulm.tasks.spi.Joined;
import io.haulm.tasks.spi.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks: takes messages from queues, as many as it has free hands for, and calls the handler
 * of each on a thread of its own (a virtual one where the JVM has them).
 *
 * <pre>{@code
 * try (var worker = TaskWorker.on("redis://localhost:6379/0")
 *     .queues("payments", "celery")
 *     .concurrency(500)
 *     .grace(ofSeconds(25))
 *     .handle(CHARGE, (charge, context) -> gateway.charge(charge))
 *     .start()) {
 *   worker.awaitShutdown();
 * }
 * }</pre>
 *
 * <p>When the JVM is asked to end (SIGTERM), the worker takes nothing more, waits for what runs, at
 * most for the grace period, and gives the rest back at once.
 */
public final class TaskWorker implements AutoCloseable {

  /** The most handlers that one worker runs at a time. */
  public static final int CONCURRENCY_MAX = 100_000;

  private final WorkerEngine engine;
  private final @Nullable TaskClient ownClient;
  private final @Nullable Scheduler scheduler;
  private final @Nullable Thread hook;

  private TaskWorker(
      WorkerEngine engine,
      @Nullable TaskClient ownClient,
      @Nullable Scheduler scheduler,
      boolean endsWithJvm) {
    this.engine = engine;
    this.ownClient = ownClient;
    this.scheduler = scheduler;
    this.hook = endsWithJvm ? new Thread(this::end, "haulm-worker-shutdown") : null;
  }

  private void end() {
    if (scheduler != null) {
      scheduler.close();
    }
    engine.shutdown();
  }

  /** Begins to set up a worker with a connection of its own. */
  public static Builder on(String address) {
    return new Builder(address, null);
  }

  /** Begins to set up a worker that shares a client's connections, codec and interceptors. */
  public static Builder on(TaskClient client) {
    return new Builder(null, client);
  }

  /** The worker's name: {@code name@host}. */
  public String name() {
    return engine.name();
  }

  /** Whether it takes and runs tasks: false once its end has begun, whoever asked for it. */
  public boolean isRunning() {
    return !engine.isStopping();
  }

  /** How many handlers run now. */
  public int active() {
    return engine.hands().running().size();
  }

  /** The queues it takes from now. */
  public List<String> queues() {
    return engine.intake().queues();
  }

  /** Waits until the worker has ended, whoever ended it. */
  public void awaitShutdown() throws InterruptedException {
    engine.awaitEnd();
  }

  /** Ends in good order: see the class. */
  @Override
  public void close() {
    end();
    try {
      if (hook != null) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    } catch (IllegalStateException e) {
      return; // The JVM is ending already, and the hook is what called us.
    } finally {
      if (ownClient != null) {
        ownClient.close();
      }
    }
  }

  /** Ends at once: what runs is interrupted and given back. */
  public void closeNow() {
    engine.stopWaiting();
    close();
  }

  /** Sets up a worker. */
  public static final class Builder {
    private final @Nullable String address;
    private final @Nullable TaskClient client;
    private final Handlers handlers = new Handlers();
    private final List<TaskListener> listeners = new ArrayList<>();
    private final List<TaskInterceptor> interceptors = new ArrayList<>();
    private final Set<String> queues = new LinkedHashSet<>();
    private String name = "java" + UUID.randomUUID().toString().substring(0, 8);
    private int concurrency = 2 * Runtime.getRuntime().availableProcessors();
    private Duration grace = Duration.ofSeconds(25);
    private final List<Scheduled> schedules = new ArrayList<>();
    private boolean events;
    private boolean endsWithJvm = true;
    private @Nullable Executor handlerThreads;

    Builder(@Nullable String address, @Nullable TaskClient client) {
      this.address = address;
      this.client = client;
    }

    /** The part of its name before the {@code @}; it must be the only one of that name. */
    public Builder name(String name) {
      this.name = Names.task(name);
      return this;
    }

    /** The queues it takes from, by turns; without this, the queues of the tasks it handles. */
    public Builder queues(String... names) {
      for (String queue : names) {
        queues.add(Names.queue(queue));
      }
      return this;
    }

    /**
     * How many handlers run at a time.
     *
     * @param handlers 1 to {@link #CONCURRENCY_MAX}; by default two for each processor
     */
    public Builder concurrency(int handlers) {
      if (handlers < 1 || handlers > CONCURRENCY_MAX) {
        throw new IllegalArgumentException("concurrency must be 1.." + CONCURRENCY_MAX);
      }
      this.concurrency = handlers;
      return this;
    }

    /** How long it waits for what runs when it ends; 25 seconds by default. */
    public Builder grace(Duration length) {
      this.grace = length;
      return this;
    }

    /**
     * Runs handlers on threads of the platform instead of virtual ones. For handlers that compute:
     * a virtual thread leaves its processor only when it waits, so a few of them keep all other
     * virtual threads of the JVM from running. One such thread is made for each handler at a time;
     * so many as there are processors are enough: {@link #concurrency}.
     */
    public Builder platformThreads() {
      return handlerThreads(Executors.newCachedThreadPool(Threads.platformDaemons("haulm-task")));
    }

    /**
     * Runs handlers where the program says, say on a pool that it shares with other work. The
     * executor must take {@link #concurrency} handlers at a time: a task that waits in it counts as
     * running, also for its time limits. Whoever made the executor ends it, after the worker.
     */
    public Builder handlerThreads(Executor executor) {
      this.handlerThreads = executor;
      return this;
    }

    private Executor handlerThreads() {
      return handlerThreads != null ? handlerThreads : Threads.each("haulm-task");
    }

    /**
     * Stores the state {@code STARTED} when a run begins, of all tasks: {@link Task#trackStarted}.
     */
    public Builder trackStarted() {
      handlers.trackStarted();
      return this;
    }

    /** Leaves it to the program to end the worker before the JVM ends; else it ends by itself. */
    public Builder withoutShutdownHook() {
      this.endsWithJvm = false;
      return this;
    }

    /** Runs this for that task. */
    public <I, O> Builder handle(Task<I, O> task, TaskHandler<? super I, ? extends O> handler) {
      handlers.add(task, handler);
      return this;
    }

    /** Runs this for that task, which gives nothing back. */
    @SuppressWarnings("NullAway") // the one value of Void
    public <I> Builder run(Task<I, Void> task, TaskAction<? super I> action) {
      handlers.add(
          task,
          (input, context) -> {
            action.run(input, context);
            return null;
          });
      return this;
    }

    /**
     * Adds something to do around every handler, inside of what its client does. A worker with a
     * connection of its own also shows it what it sends.
     */
    public Builder interceptor(TaskInterceptor interceptor) {
      interceptors.add(interceptor);
      return this;
    }

    /** Adds someone who hears what happens. Without any, problems are logged. */
    public Builder listener(TaskListener listener) {
      listeners.add(listener);
      return this;
    }

    /**
     * Sends events of tasks, as Flower wants them; otherwise only when asked by remote control.
     * Over a transport that carries none, {@link #start} refuses it.
     */
    public Builder events() {
      this.events = true;
      return this;
    }

    /**
     * Keeps a schedule: missed runs are made up for once, runs may overlap. It stays in the server
     * when the worker ends, and any number of workers may say the same.
     */
    public Builder schedule(String name, Schedule schedule, Flow<?> flow) {
      return schedule(Scheduled.of(name, schedule, flow));
    }

    /** Keeps a schedule with policies of its own. */
    public Builder schedule(Scheduled scheduled) {
      schedules.add(scheduled);
      return this;
    }

    /** A worker that works only when it is told to, for tests. It needs a client to share. */
    public SteppedWorker stepped() {
      TaskClient used = Objects.requireNonNull(client, "a stepped worker shares a client");
      Listeners told = Listeners.of(listeners);
      WorkerState state = new WorkerState(handlers);
      BuiltInTasks.addTo(handlers, used);
      WorkerEvents noEvents =
          new WorkerEvents(used.transport().control(), used.clock(), name, false);
      TaskRunner runner = new TaskRunner(used, name, state, around(used), told, noEvents);
      Intake intake = used.transport().intake(intake(name, told));
      return new SteppedWorker(used, runner, intake, state.revocations());
    }

    /**
     * Starts it. One with a connection of its own waits until its server is there, for as long as
     * that takes, and tells its listener.
     *
     * @throws BrokerException when the server does not let it in, when a shared client has lost it,
     *     or when the thread is interrupted while it waits
     */
    public TaskWorker start() {
      if (handlers.isEmpty()) {
        throw new IllegalStateException("a worker handles at least one task");
      }
      Listeners told = Listeners.of(listeners);
      TaskClient used = client != null ? client : connect(told);
      if (events && !used.transport().control().carriesEvents()) {
        throw new UnsupportedOperationException("this transport carries no events");
      }
      return Joined.of(
          used.transport(), () -> CompletableFuture.completedFuture(started(used, told)));
    }

    private TaskWorker started(TaskClient used, Listeners told) {
      String fullName = name + "@" + Host.name();
      if (!schedules.isEmpty()) {
        schedules.forEach(used.schedules()::put);
      }
      WorkerEngine engine =
          new WorkerEngine(
              used,
              new WorkerSettings(
                  fullName, concurrency, grace, events, handlerThreads(), intake(fullName, told)),
              handlers,
              around(used),
              told);
      Scheduler scheduler = schedules.isEmpty() ? null : Scheduler.start(used, told::problem);
      TaskWorker worker =
          new TaskWorker(engine, client == null ? used : null, scheduler, endsWithJvm);
      engine.start();
      if (worker.hook != null) {
        Runtime.getRuntime().addShutdownHook(worker.hook);
      }
      return worker;
    }

    private TaskClient connect(Listeners told) {
      TaskClient.Builder own = TaskClient.builder(String.valueOf(address));
      interceptors.forEach(own::interceptor);
      return FirstConnection.of(own, told);
    }

    // The client's own come first. None is asked twice, though a program may name it twice.
    private List<TaskInterceptor> around(TaskClient used) {
      Set<TaskInterceptor> around = new LinkedHashSet<>(used.interceptors());
      around.addAll(interceptors);
      return List.copyOf(around);
    }

    private IntakeSettings intake(String worker, Listeners told) {
      Set<String> taken = queues.isEmpty() ? handlers.queues() : queues;
      return new IntakeSettings(worker, List.copyOf(taken), told::deadLettered);
    }
  }
}
