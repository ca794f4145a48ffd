package io.haulm.tasks.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.tasks.AsyncResult;
import io.haulm.tasks.Outcome;
import io.haulm.tasks.RateLimit;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskContext;
import io.haulm.tasks.TaskError;
import io.haulm.tasks.TaskWorker;
import io.haulm.tasks.WaitInterruptedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A worker with all its threads, over a server in memory whose clock is turned by hand. */
class WorkerTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Task<String, String> WAIT = Task.named("wait", String.class, String.class);
  private static final Task<String, String> ECHO = Task.named("echo", String.class, String.class);

  private final TestTasks tasks = TestTasks.manual();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final CountDownLatch free = new CountDownLatch(1);

  private TaskWorker.Builder worker() {
    return TaskWorker.on(tasks.client())
        .concurrency(1)
        .grace(Duration.ZERO)
        .handle(ECHO, (text, context) -> text);
  }

  @AfterEach
  void letAllGo() {
    free.countDown();
  }

  private String waiting(String text, TaskContext context) throws InterruptedException {
    begun.countDown();
    free.await();
    return text;
  }

  private String stubborn(String text, TaskContext context) {
    begun.countDown();
    while (true) {
      try {
        free.await();
        return text;
      } catch (InterruptedException e) {
        interrupted.countDown();
      }
    }
  }

  private String tidy(String text, TaskContext context) {
    begun.countDown();
    try {
      free.await();
      return text;
    } catch (InterruptedException e) {
      return text + ", in part " + context.cancelled();
    }
  }

  private static TaskError error(AsyncResult<?> result) {
    return ((Outcome.Failure<?>) result.outcome(SOON)).error();
  }

  @Test
  void handlerIsInterruptedAfterItsSoftLimit() throws InterruptedException {
    try (TaskWorker worker = worker().handle(WAIT, this::waiting).start()) {
      AsyncResult<String> result = tasks.enqueue(WAIT.with("x").softLimit(LIMIT));
      begun.await();
      tasks.clock().advance(LIMIT.plusMillis(1));
      assertThat(error(result).type()).as(worker.name()).isEqualTo("SoftTimeLimitExceeded");
    }
  }

  @Test
  void handlerMayEndInGoodOrderAfterItsSoftLimit() throws InterruptedException {
    try (TaskWorker worker = worker().handle(WAIT, this::tidy).start()) {
      AsyncResult<String> result = tasks.enqueue(WAIT.with("x").softLimit(LIMIT));
      begun.await();
      tasks.clock().advance(LIMIT.plusMillis(1));
      assertThat(result.get(SOON)).as(worker.name()).isEqualTo("x, in part true");
    }
  }

  @Test
  void taskHasFailedAfterItsHardLimitThoughItsHandlerGoesOn() throws InterruptedException {
    try (TaskWorker worker = worker().handle(WAIT.timeout(LIMIT), this::stubborn).start()) {
      AsyncResult<String> result = tasks.enqueue(WAIT, "x");
      begun.await();
      tasks.clock().advance(LIMIT.plusMillis(1));
      assertThat(error(result).type()).as(worker.name()).isEqualTo("TimeLimitExceeded");
      interrupted.await();
      assertThat(tasks.enqueue(ECHO, "the hand is free").get(SOON)).isEqualTo("the hand is free");
      free.countDown();
      assertThat(result.status().name()).isEqualTo("FAILURE");
    }
  }

  @Test
  void workerGoesOnWhenTheProgramBreaksBeforeTheHandler() {
    Task<String, String> keyed =
        Task.named("keyed", String.class, String.class)
            .concurrencyPerKey(
                1,
                text -> {
                  throw new StackOverflowError("no key");
                });
    try (TaskWorker worker = worker().handle(keyed, (text, context) -> text).start()) {
      assertThat(error(tasks.enqueue(keyed, "x")).type())
          .as(worker.name())
          .isEqualTo("StackOverflowError");
      assertThat(tasks.enqueue(ECHO, "it lives").get(SOON)).isEqualTo("it lives");
    }
  }

  @Test
  void limitsGivenByRemoteControlHoldForRunsThatStartLater() throws InterruptedException {
    try (TaskWorker worker = worker().handle(WAIT, this::waiting).start()) {
      tasks.client().control().timeLimit(WAIT, null, Duration.ofSeconds(3));
      AsyncResult<String> result = tasks.enqueue(WAIT.with("x").timeout(LIMIT));
      begun.await();
      tasks.clock().advance(Duration.ofSeconds(4));
      assertThat(error(result).type()).as(worker.name()).isEqualTo("TimeLimitExceeded");
      assertThat(error(result).arguments()).containsExactly(3);
    }
  }

  @Test
  void terminatedTaskIsInterruptedAndRevoked() throws InterruptedException {
    try (TaskWorker worker = worker().handle(WAIT, this::stubborn).start()) {
      AsyncResult<String> result = tasks.enqueue(WAIT, "x");
      begun.await();
      tasks.client().control().terminate(result.id());
      assertThat(result.outcome(SOON))
          .as(worker.name())
          .isEqualTo(new Outcome.Revoked<String>("terminated"));
      interrupted.await();
    }
  }

  @Test
  void revocationLeavesRunningTaskAlone() throws InterruptedException {
    try (TaskWorker worker = worker().handle(WAIT, this::waiting).start()) {
      AsyncResult<String> result = tasks.enqueue(WAIT, "x");
      begun.await();
      tasks.client().revoke(result.id());
      free.countDown();
      assertThat(result.get(SOON)).as(worker.name()).isEqualTo("x");
    }
  }

  @Test
  void newWorkerLearnsFromOthersWhatIsRevoked() {
    try (TaskWorker old = worker().name("old").handle(WAIT, this::waiting).start()) {
      tasks.client().revoke("known-only-to-the-old");
      try (TaskWorker young = worker().name("young").start()) {
        var revoked = tasks.client().control().ask("revoked", Map.of(), SOON);
        assertThat(revoked)
            .containsEntry(old.name(), List.of("known-only-to-the-old"))
            .containsEntry(young.name(), List.of("known-only-to-the-old"));
      }
    }
  }

  @Test
  void delayedTaskThatWasRevokedWhenNoWorkerWasThereDoesNotRun() {
    AsyncResult<String> result = tasks.enqueue(ECHO.with("x").in(LIMIT));
    tasks.client().revoke(result.id());
    tasks.clock().advance(LIMIT);
    try (TaskWorker worker = worker().start()) {
      assertThat(result.outcome(SOON))
          .as(worker.name())
          .isEqualTo(new Outcome.Revoked<String>("revoked"));
    }
  }

  @Test
  void unfinishedTaskIsGivenBackAtTheEnd() throws InterruptedException {
    AsyncResult<String> result = tasks.enqueue(WAIT, "x");
    try (TaskWorker worker = worker().handle(WAIT, this::waiting).start()) {
      begun.await();
      assertThat(worker.name()).isNotEmpty();
    }
    tasks.handle(WAIT, (text, context) -> text + context.redelivered()).runAll();
    assertThat(result.get(SOON)).isEqualTo("xtrue");
  }

  @Test
  void coldEndInterruptsWhatRunsAndGivesItBack() throws InterruptedException {
    TaskWorker worker = worker().grace(Duration.ofHours(1)).handle(WAIT, this::waiting).start();
    AsyncResult<String> result = tasks.enqueue(WAIT, "x");
    begun.await();
    worker.closeNow();
    assertThat(worker.isRunning()).isFalse();
    free.countDown();
    try (TaskWorker next = worker().handle(WAIT, this::waiting).start()) {
      assertThat(result.get(SOON)).as(next.name()).isEqualTo("x");
    }
  }

  @Test
  void handlersRunOnThreadsThatTheProgramChooses() {
    Task<String, String> where = Task.named("where", String.class, String.class);
    TaskWorker.Builder own =
        worker()
            .handle(where, (text, context) -> Thread.currentThread().getName())
            .handlerThreads(task -> new Thread(task, "chosen").start());
    try (TaskWorker worker = own.start()) {
      assertThat(tasks.enqueue(where, "x").get(SOON)).as(worker.name()).isEqualTo("chosen");
    }
  }

  // Thread.isVirtual, which Java 17 does not have.
  private static boolean isVirtual(Thread thread) {
    return thread.getThreadGroup().getName().equals("VirtualThreads");
  }

  @Test
  void handlersThatComputeHaveThreadsOfThePlatform() {
    Task<String, Boolean> virtual = Task.named("virtual", String.class, Boolean.class);
    TaskWorker.Builder computing =
        worker()
            .handle(virtual, (text, context) -> isVirtual(Thread.currentThread()))
            .platformThreads();
    try (TaskWorker worker = computing.start()) {
      assertThat(tasks.enqueue(virtual, "x").get(SOON)).as(worker.name()).isFalse();
    }
  }

  @Test
  void interruptedWaitHasAnExceptionOfItsOwn() {
    AsyncResult<String> result = tasks.enqueue(ECHO, "x");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> result.get(SOON)).isInstanceOf(WaitInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void workersAreSteeredByTypedMethods() {
    try (TaskWorker worker = worker().start()) {
      var control = tasks.client().control();
      control.addConsumer("more", worker.name());
      assertThat(worker.queues()).contains("more");
      control.cancelConsumer("more");
      assertThat(worker.queues()).doesNotContain("more");
      control.rateLimit(ECHO, RateLimit.perHour(1));
      control.rateLimit(ECHO, null);
      control.revoke(List.of("a", "b"));
      AsyncResult<String> revoked = tasks.enqueue(ECHO.with("x").id("b"));
      assertThat(revoked.outcome(SOON)).isInstanceOf(Outcome.Revoked.class);
      assertThat(control.ask("pool_grow", Map.of(), SOON))
          .hasEntrySatisfying(
              worker.name(), answer -> assertThat(answer.toString()).contains("error"));
      assertThat(control.active(SOON)).isEmpty();
    }
  }
}
