package io.haulm.tasks;

import io.haulm.tasks.spi.Delivery;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Intake;
import io.haulm.tasks.spi.Results;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The moving parts of a worker: one thread takes messages, a thread for each task runs it, and
 * there is some upkeep.
 */
final class WorkerEngine {

  private static final Duration TAKE_WAIT = Duration.ofSeconds(1);

  private final WorkerSettings settings;
  private final Listeners listeners;
  private final WorkerEvents events;
  private final WorkerState state;
  private final TaskRunner runner;
  private final Intake intake;
  private final TaskClient client;
  private final Hands hands;
  private final Upkeep upkeep;
  private final Executor handlerThreads;
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
    BuiltInTasks.addTo(handlers, client);
    this.state = new WorkerState(handlers);
    this.runner = new TaskRunner(client, settings.name(), state, interceptors, listeners, events);
    runner.shared().check();
    this.intake = client.transport().intake(settings.intake());
    this.hands = new Hands(settings.concurrency());
    this.upkeep = new Upkeep(intake, hands, runner.shared(), events, listeners);
    this.handlerThreads = settings.handlerThreads();
    this.taker = new Thread(this::takeUntilStopped, "haulm-taker");
    taker.setDaemon(true);
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

  Hands hands() {
    return hands;
  }

  void start() {
    control = client.transport().control().serve(settings.name(), new RemoteControl(this, state));
    events.worker("worker-online", 0, 0);
    upkeep.start(this::watchLimits);
    runner.whenHeld(until -> upkeep.keepHouseIn(Duration.between(client.clock().instant(), until)));
    // Nothing is taken before the others have said what is revoked.
    Futures.letGo(
        Mingle.with(client.transport().control(), settings.name(), state.revocations())
            .whenComplete((done, failure) -> {
              if (failure != null) {
                listeners.problem("asking other workers what is revoked", Futures.cause(failure));
              }
              taker.start();
            }));
  }

  private void watchLimits() {
    long nowNanos = client.clock().nanoTime();
    for (TaskRun run : hands.running()) {
      // One that has ended is held until the server knows it: its lease is renewed meanwhile.
      if (!run.isConcluded()) {
        watchLimits(run, nowNanos);
      }
    }
    if (events.isEnabled()) {
      events.flush();
    }
  }

  private void watchLimits(TaskRun run, long nowNanos) {
    TaskTimeoutException passed = run.hardLimitPassed(nowNanos);
    if (passed != null) {
      runner.giveUp(run, passed);
      letGoWhenTold(run);
    } else {
      run.checkSoftLimit(nowNanos);
    }
  }

  private void takeUntilStopped() {
    try {
      while (!stopping.get()) {
        if (hands.areFull()) {
          intake.rest();
        }
        int free = hands.takeFree();
        if (!stopping.get()) {
          takeUpTo(free);
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError("nobody knows this thread", e);
    }
    intake.rest();
  }

  private void takeUpTo(int free) throws InterruptedException {
    List<Delivery> taken = List.of();
    try {
      taken = intake.take(free, TAKE_WAIT);
    } catch (RuntimeException | Error e) {
      listeners.problem("taking tasks", e);
      grace.await(TAKE_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      hands.free(free - taken.size());
    }
    taken.forEach(this::startOne);
  }

  private void startOne(Delivery delivery) {
    TaskRun run = admitted(delivery);
    if (run == null) {
      hands.free(1);
      return;
    }
    hands.hold(run);
    try {
      handlerThreads.execute(() -> {
        try {
          runner.run(run);
        } finally {
          if (!run.isConcluded()) {
            run.markTold();
          }
          letGoWhenTold(run);
        }
      });
    } catch (RuntimeException | Error e) {
      listeners.problem("starting a thread for a task", e);
      letGo(run);
    }
  }

  // A delivery that fails here, because the server cannot be asked, comes again after its lease.
  // Whatever it was, the deliveries behind it are taken all the same.
  private @Nullable TaskRun admitted(Delivery delivery) {
    try {
      events.received(delivery.message());
      if (!stopping.get()) {
        return runner.admit(delivery);
      }
      delivery.giveBack().join();
    } catch (RuntimeException | Error e) {
      listeners.problem("starting a task", Futures.cause(e));
    }
    return null;
  }

  // Its lease is renewed as long as it is held, so nobody else runs it before its end is known.
  private void letGoWhenTold(TaskRun run) {
    Futures.letGo(run.told().thenRun(() -> letGo(run)));
  }

  /** Frees the hand and the place that a run held; the second time nothing happens. */
  private void letGo(TaskRun run) {
    if (hands.letGo(run)) {
      runner.shared().leave(run.place());
    }
  }

  /** Ends the waiting of a shutdown. */
  void stopWaiting() {
    grace.countDown();
  }

  void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /**
   * Takes nothing more, waits for what runs, gives the rest back. Whoever calls it first does it. A
   * server that does not answer makes it longer by some seconds, however much there is to tell it.
   */
  void shutdown() {
    if (!stopping.compareAndSet(false, true)) {
      awaitQuietly(ended, Duration.ofSeconds(5).plus(settings.grace()));
      return;
    }
    try {
      joinTaker();
      awaitRuns();
      new Farewell(runner, hands, events, intake, listeners).say(control);
    } finally {
      upkeep.stop();
      ended.countDown();
    }
  }

  private void joinTaker() {
    intake.endTaking();
    // One hand more than there are, if it waits for one.
    hands.free(1);
    try {
      taker.join(TAKE_WAIT.toMillis() * 5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitRuns() {
    long deadline = System.nanoTime() + settings.grace().toNanos();
    while (!hands.areEmpty() && System.nanoTime() < deadline) {
      if (awaitQuietly(grace, Duration.ofMillis(10))) {
        return;
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
