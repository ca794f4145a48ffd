package io.haulm.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a task, with a clock turned by hand. */
class TaskLifeTest {

  private static final Duration AT_ONCE = Duration.ofSeconds(10);
  private static final Task<String, String> ECHO = Task.named("echo", String.class, String.class);

  private final List<Integer> attempts = new ArrayList<>();
  private Exception failure = new IOException("down");

  private String failing(String text, TaskContext context) throws Exception {
    attempts.add(context.attempt());
    throw failure;
  }

  @Test
  void delayedTaskWaitsForItsTime() {
    Bench bench = new Bench().handle(ECHO, (text, context) -> text).start();
    AsyncResult<String> result = bench.tasks.enqueue(ECHO.with("hi").in(Duration.ofHours(1)));

    bench.runAll();
    assertThat(bench.status(result)).isEqualTo(TaskStatus.PENDING);
    bench.advance(Duration.ofMinutes(59));
    assertThat(bench.status(result)).isEqualTo(TaskStatus.PENDING);
    bench.advance(Duration.ofMinutes(1));
    assertThat(result.get(AT_ONCE)).isEqualTo("hi");
  }

  @Test
  void retriesWaitTwiceAsLongEachTimeAndThenFail() {
    Retry policy =
        Retry.exponential(Duration.ofSeconds(10), Duration.ofMinutes(5))
            .withoutJitter()
            .maxAttempts(3);
    Bench bench = new Bench().handle(ECHO.retry(policy), this::failing).start();
    AsyncResult<String> result = bench.tasks.enqueue(ECHO, "hi");

    bench.runAll();
    assertThat(bench.status(result)).isEqualTo(TaskStatus.RETRY);
    bench.advance(Duration.ofSeconds(9));
    assertThat(attempts).containsExactly(1);
    bench.advance(Duration.ofSeconds(1));
    assertThat(attempts).containsExactly(1, 2);
    bench.advance(Duration.ofSeconds(20));
    assertThat(attempts).containsExactly(1, 2, 3);
    assertThat(bench.status(result)).isEqualTo(TaskStatus.FAILURE);
    assertThat(bench.transport.waiting).isEmpty();
    assertThat(bench.transport.held).isEmpty();
  }

  @Test
  void exceptionThatThePolicyDoesNotNameIsFinal() {
    Retry policy = Retry.fixed(Duration.ofSeconds(1)).on(IOException.class);
    Bench bench = new Bench().handle(ECHO.retry(policy), this::failing).start();
    failure = new IllegalStateException("our own bug");

    AsyncResult<String> result = bench.tasks.enqueue(ECHO, "hi");
    bench.runAll();

    assertThat(bench.status(result)).isEqualTo(TaskStatus.FAILURE);
    assertThat(attempts).containsExactly(1);
  }

  @Test
  void handlerMayAskForAnotherAttempt() {
    Bench bench = new Bench().handle(ECHO, this::failing).start();
    failure = new RetryLater(Duration.ofMinutes(1));
    bench.tasks.enqueue(ECHO, "hi");
    bench.runAll();

    bench.advance(Duration.ofMinutes(1));
    bench.advance(Duration.ofMinutes(1));
    bench.advance(Duration.ofMinutes(1));
    bench.advance(Duration.ofMinutes(1));

    assertThat(attempts).containsExactly(1, 2, 3, 4);
  }

  @Test
  void lateTaskIsRevoked() {
    Bench bench = new Bench().handle(ECHO, (text, context) -> text).start();
    AsyncResult<String> result =
        bench.tasks.enqueue(ECHO.with("hi").expires(Duration.ofMinutes(1)));

    bench.advance(Duration.ofMinutes(2));

    assertThat(result.outcome(AT_ONCE)).isEqualTo(new Outcome.Revoked<String>("expired"));
  }

  @Test
  void revokedTaskIsNotRun() {
    Bench bench = new Bench().handle(ECHO, this::failing).start();
    AsyncResult<String> result = bench.tasks.enqueue(ECHO, "hi");
    bench.revocations.add(result.id());

    bench.runAll();

    assertThat(attempts).isEmpty();
    assertThat(result.outcome(AT_ONCE)).isEqualTo(new Outcome.Revoked<String>("revoked"));
  }

  @Test
  void rejectedTaskIsBuriedAndSkippedOneForgotten() {
    Bench bench = new Bench().handle(ECHO, this::failing).start();
    failure = Reject.toDeadLetters("not mine");
    bench.tasks.enqueue(ECHO, "hi");
    bench.runAll();
    assertThat(bench.transport.buried).containsExactly("not mine");

    failure = new Skip("nothing to do");
    AsyncResult<String> skipped = bench.tasks.enqueue(ECHO, "hi");
    bench.runAll();
    assertThat(bench.status(skipped)).isEqualTo(TaskStatus.STARTED);
    assertThat(bench.transport.acknowledged).isEqualTo(1);
  }

  @Test
  void poisonIsBuriedAfterTooManyDeliveriesAndItsCallerTold() {
    Bench bench = new Bench().handle(ECHO.maxDeliveries(3), this::failing).start();
    AsyncResult<String> result = bench.tasks.enqueue(ECHO, "hi");

    bench.runOne(4);

    assertThat(attempts).isEmpty();
    assertThat(bench.transport.buried).hasSize(1);
    assertThat(bench.status(result)).isEqualTo(TaskStatus.FAILURE);
  }

  @Test
  void taskThatNobodyHandlesIsBuried() {
    Bench bench = new Bench().start();
    AsyncResult<String> result = bench.tasks.enqueue(ECHO, "hi");

    bench.runAll();

    assertThat(bench.transport.buried).containsExactly("no handler for task echo");
    assertThat(((Outcome.Failure<String>) result.outcome(AT_ONCE)).error().type())
        .isEqualTo("NotRegistered");
  }

  @Test
  void secondUniqueCallGetsTheFirstOnesResult() {
    Task<String, String> once = ECHO.unique(Unique.byInput());
    Bench bench = new Bench().handle(once, (text, context) -> text).start();

    AsyncResult<String> first = bench.tasks.enqueue(once, "hi");
    AsyncResult<String> second = bench.tasks.enqueue(once, "hi");
    AsyncResult<String> other = bench.tasks.enqueue(once, "ho");
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(other.id()).isNotEqualTo(first.id());

    bench.runAll();
    assertThat(bench.transport.claims).isEmpty();
    assertThat(bench.tasks.enqueue(once, "hi").id()).isNotEqualTo(first.id());
  }

  @Test
  void progressIsSeen() {
    Bench bench = new Bench();
    List<TaskStatus> seen = new ArrayList<>();
    bench
        .handle(
            ECHO,
            (text, context) -> {
              context.progress(1, 3);
              seen.add(bench.tasks.result(context.id(), ECHO).status());
              return text;
            })
        .start();
    bench.tasks.enqueue(ECHO, "hi");
    bench.runAll();
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).name()).isEqualTo(TaskStatus.PROGRESS);
    assertThat(seen.get(0).meta()).containsEntry("current", 1L).containsEntry("total", 3L);
  }
}
