package io.haulm.tasks;

import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Intake;
import io.haulm.tasks.spi.Results;
import io.haulm.tasks.spi.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What a worker tells the server at its end: what it gives back, and that it is no longer there. If
 * the server does not answer, the end waits for that once, however much there is to tell.
 */
final class Farewell {

  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final ThreadFactory THREADS = Threads.platformDaemons("haulm-end");

  private final TaskRunner runner;
  private final Hands hands;
  private final WorkerEvents events;
  private final Intake intake;
  private final Listeners listeners;

  Farewell(
      TaskRunner runner, Hands hands, WorkerEvents events, Intake intake, Listeners listeners) {
    this.runner = runner;
    this.hands = hands;
    this.events = events;
    this.intake = intake;
    this.listeners = listeners;
  }

  /** Says all of it, and ends the answering of remote control. */
  void say(Results.@Nullable Watch control) {
    CompletableFuture<Void> said =
        CompletableFuture.runAsync(
            () -> tell(control), telling -> THREADS.newThread(telling).start());
    try {
      said.get(WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      listeners.problem("ending: no answer; what is not given back comes after its lease", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      listeners.problem("ending", Futures.cause(e));
    }
  }

  private void tell(Results.@Nullable Watch control) {
    try {
      giveBackTheRest().thenCompose(done -> runner.settled()).join();
      events.flush();
      events.worker("worker-offline", 0, hands.processed());
    } finally {
      if (control != null) {
        control.close();
      }
      intake.close();
    }
  }

  private CompletableFuture<Void> giveBackTheRest() {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (TaskRun run : hands.running()) {
      if (run.conclude()) {
        run.cancel();
        all.add(
            run.delivery()
                .giveBack()
                .thenRun(() -> runner.shared().leave(run.place()))
                .exceptionally(failure -> {
                  listeners.problem("giving a task back", Futures.cause(failure));
                  return null;
                })
                .thenRun(run::markTold));
      }
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
  }
}
