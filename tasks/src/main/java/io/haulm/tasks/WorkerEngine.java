package io.haulm.tasks;

import io.haulm.tasks.spi.Delivery;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Intake;
import io.haulm.tasks.spi.Results;
import io.haulm.tasks.spi.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The moving parts of a worker: one thread takes messages, a thread for each task runs it, one
 * watches time limits, one keeps leases and house.
 */
final class WorkerEngine {

  private static final Duration TAKE_WAIT = Duration.ofSeconds(1);
  private static final long WATCH_MILLIS = 50;
  private static final long HOUSEKEEPING_MILLIS_MAX = 1_000;

  private final WorkerSettings settings;
  private final Listeners listeners;
  private final WorkerEvents events;
  private final TaskRunner runner;
  private final RemoteControl remote;
  private final Intake intake;
  private final TaskClient client;

  // One permit for each free hand. Nothing is taken without one.
  private final Semaphore hands;
  private final Map<TaskRun, Boolean> running = new ConcurrentHashMap<>();
  private final AtomicLong processed = new AtomicLong();
  private final Map<String, Long> totals = new ConcurrentHashMap<>();
  private final ExecutorService handlerThreads;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(Threads.platformDaemons("haulm-watch"));
  private final ScheduledExecutorService keeper =
      Executors.newSingleThreadScheduledExecutor(Threads.platformDaemons("haulm-keeper"));
  private final Thread taker;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CountDownLatch grace = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private Results.@Nullable Watch control;

  WorkerEngine(
      TaskClient client,
      WorkerSettings settings,
      Handlers handlers,
      List<TaskInterceptor> interceptors,
      Listeners listeners) {
    this.client = client;
    this.settings = settings;
    this.listeners = listeners;
    this.events =
        new WorkerEvents(
            client.transport().control(), client.clock(), settings.name(), settings.events());
    Revocations revocations = new Revocations();
    RateGates gates = new RateGates();
    BuiltInTasks.addTo(handlers, client);
    this.runner =
        new TaskRunner(
            client, settings.name(), handlers, interceptors, listeners, events, revocations, gates);
    this.intake = client.transport().intake(settings.intake());
    this.hands = new Semaphore(settings.concurrency());
    this.handlerThreads = Executors.newCachedThreadPool(Threads.daemons("haulm-task"));
    this.taker = new Thread(this::takeUntilStopped, "haulm-taker");
    taker.setDaemon(true);
    this.remote = new RemoteControl(this, handlers, revocations, gates);
  }

  String name() {
    return settings.name();
  }

  boolean isStopping() {
    return stopping.get();
  }

  WorkerSettings settings() {
    return settings;
  }

  WorkerEvents events() {
    return events;
  }

  Intake intake() {
    return intake;
  }

  TaskRunner runner() {
    return runner;
  }

  TaskClient client() {
    return client;
  }

  long processed() {
    return processed.get();
  }

  Map<String, Long> totals() {
    return Map.copyOf(totals);
  }

  Collection<TaskRun> running() {
    return List.copyOf(running.keySet());
  }

  void start() {
    control = client.transport().control().serve(settings.name(), remote);
    events.worker("worker-online", 0, 0);
    repeat(watch, "watching time limits", Duration.ofMillis(WATCH_MILLIS), this::watchLimits);
    repeat(
        keeper, "renewing leases", intake.lease().dividedBy(3), () -> intake.renew(deliveries()));
    repeat(
        keeper,
        "heartbeat",
        Duration.ofSeconds(WorkerEvents.HEARTBEAT_SECONDS),
        () -> events.worker("worker-heartbeat", running.size(), processed()));
    keeper.execute(this::keepHouse);
    taker.start();
  }

  private void keepHouse() {
    Optional<Duration> next = Optional.empty();
    try {
      next = intake.housekeeping();
    } catch (RuntimeException e) {
      listeners.problem("housekeeping", e);
    }
    long millis =
        Math.min(
            HOUSEKEEPING_MILLIS_MAX, next.map(Duration::toMillis).orElse(HOUSEKEEPING_MILLIS_MAX));
    try {
      Futures.letGo(keeper.schedule(this::keepHouse, Math.max(1, millis), TimeUnit.MILLISECONDS));
    } catch (RejectedExecutionException e) {
      assert stopping.get() : "only a stopped worker keeps no house";
    }
  }

  // A repeated task that throws would never run again, so nothing is let out.
  private void repeat(ScheduledExecutorService where, String what, Duration period, Runnable work) {
    Runnable guarded =
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            listeners.problem(what, e);
          }
        };
    long millis = Math.max(1, period.toMillis());
    Futures.letGo(where.scheduleWithFixedDelay(guarded, millis, millis, TimeUnit.MILLISECONDS));
  }

  private void watchLimits() {
    Instant now = client.clock().instant();
    for (TaskRun run : running.keySet()) {
      TaskTimeoutException passed = run.hardLimitPassed(now);
      if (passed != null) {
        runner.giveUp(run, passed);
        letGo(run);
      } else {
        run.checkSoftLimit(now);
      }
    }
    if (events.isEnabled()) {
      events.flush();
    }
  }

  private void takeUntilStopped() {
    while (!stopping.get()) {
      try {
        hands.acquire();
        int free = 1 + hands.drainPermits();
        takeUpTo(free);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void takeUpTo(int free) throws InterruptedException {
    List<Delivery> taken = List.of();
    try {
      taken = intake.take(free, TAKE_WAIT);
    } catch (RuntimeException e) {
      listeners.problem("taking tasks", e);
      grace.await(TAKE_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      hands.release(free - taken.size());
    }
    taken.forEach(this::startOne);
  }

  private void startOne(Delivery delivery) {
    events.received(delivery.message());
    if (stopping.get() || !runner.admits(delivery)) {
      if (stopping.get()) {
        delivery.giveBack().join();
      }
      hands.release();
      return;
    }
    TaskRun run = runner.begin(delivery);
    running.put(run, Boolean.TRUE);
    handlerThreads.execute(() -> {
      try {
        runner.run(run);
      } finally {
        letGo(run);
      }
    });
  }

  /** Frees the hand that held a run; the second time nothing happens. */
  void letGo(TaskRun run) {
    if (running.remove(run) != null) {
      processed.incrementAndGet();
      totals.merge(run.message().task(), 1L, Long::sum);
      hands.release();
    }
  }

  private List<Delivery> deliveries() {
    List<Delivery> held = new ArrayList<>();
    running.keySet().forEach(run -> held.add(run.delivery()));
    return held;
  }

  /** Ends the waiting of a shutdown. */
  void stopWaiting() {
    grace.countDown();
  }

  void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /**
   * Takes nothing more, waits for what runs, gives the rest back. Whoever calls it first does it.
   */
  void shutdown() {
    if (!stopping.compareAndSet(false, true)) {
      awaitQuietly(ended, Duration.ofSeconds(5).plus(settings.grace()));
      return;
    }
    try {
      joinTaker();
      awaitRuns();
      giveBackTheRest();
      runner.awaitSettled();
      events.flush();
      events.worker("worker-offline", 0, processed());
    } finally {
      watch.shutdownNow();
      keeper.shutdownNow();
      if (control != null) {
        control.close();
      }
      intake.close();
      handlerThreads.shutdown();
      ended.countDown();
    }
  }

  private void joinTaker() {
    try {
      taker.join(TAKE_WAIT.toMillis() * 5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitRuns() {
    long deadline = System.nanoTime() + settings.grace().toNanos();
    while (!running.isEmpty() && System.nanoTime() < deadline) {
      if (awaitQuietly(grace, Duration.ofMillis(10))) {
        return;
      }
    }
  }

  private void giveBackTheRest() {
    for (TaskRun run : running.keySet()) {
      if (run.conclude()) {
        run.cancel();
        try {
          run.delivery().giveBack().join();
        } catch (RuntimeException e) {
          listeners.problem("giving a task back", e);
        }
      }
    }
  }

  private static boolean awaitQuietly(CountDownLatch latch, Duration wait) {
    try {
      return latch.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
