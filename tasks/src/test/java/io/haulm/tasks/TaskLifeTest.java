package io.haulm.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.tasks.testing.TestTasks;
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
    TestTasks tasks = TestTasks.manual().handle(ECHO, (text, context) -> text);
    AsyncResult<String> result = tasks.enqueue(ECHO.with("hi").in(Duration.ofHours(1)));

    tasks.runAll();
    assertThat(result.status().name()).isEqualTo(TaskStatus.PENDING);
    tasks.advance(Duration.ofMinutes(59));
    assertThat(result.status().name()).isEqualTo(TaskStatus.PENDING);
    tasks.advance(Duration.ofMinutes(1));
    assertThat(result.get(AT_ONCE)).isEqualTo("hi");
  }

  @Test
  void retriesWaitTwiceAsLongEachTimeAndThenFail() {
    Retry policy =
        Retry.exponential(Duration.ofSeconds(10), Duration.ofMinutes(5))
            .withoutJitter()
            .maxAttempts(3);
    TestTasks tasks = TestTasks.manual().handle(ECHO.retry(policy), this::failing);
    AsyncResult<String> result = tasks.enqueue(ECHO, "hi");

    tasks.runAll();
    assertThat(result.status().name()).isEqualTo(TaskStatus.RETRY);
    tasks.advance(Duration.ofSeconds(9));
    assertThat(attempts).containsExactly(1);
    tasks.advance(Duration.ofSeconds(1));
    assertThat(attempts).containsExactly(1, 2);
    tasks.advance(Duration.ofSeconds(20));
    assertThat(attempts).containsExactly(1, 2, 3);
    assertThat(result.status().name()).isEqualTo(TaskStatus.FAILURE);
    assertThat(tasks.waiting(ECHO)).isEmpty();
  }

  @Test
  void exceptionThatThePolicyDoesNotNameIsFinal() {
    Retry policy = Retry.fixed(Duration.ofSeconds(1)).on(IOException.class);
    TestTasks tasks = TestTasks.manual().handle(ECHO.retry(policy), this::failing);
    failure = new IllegalStateException("our own bug");

    AsyncResult<String> result = tasks.enqueue(ECHO, "hi");
    tasks.runAll();

    assertThat(result.status().name()).isEqualTo(TaskStatus.FAILURE);
    assertThat(attempts).containsExactly(1);
  }

  @Test
  void handlerMayAskForAnotherAttempt() {
    TestTasks tasks = TestTasks.manual().handle(ECHO, this::failing);
    failure = new RetryLater(Duration.ofMinutes(1));
    tasks.enqueue(ECHO, "hi");
    tasks.runAll();

    tasks.advance(Duration.ofMinutes(1));
    tasks.advance(Duration.ofMinutes(1));
    tasks.advance(Duration.ofMinutes(1));
    tasks.advance(Duration.ofMinutes(1));

    assertThat(attempts).containsExactly(1, 2, 3, 4);
  }

  @Test
  void lateTaskIsRevoked() {
    TestTasks tasks = TestTasks.manual().handle(ECHO, (text, context) -> text);
    AsyncResult<String> result = tasks.enqueue(ECHO.with("hi").expires(Duration.ofMinutes(1)));

    tasks.clock().advance(Duration.ofMinutes(2));
    tasks.runAll();

    assertThat(result.outcome(AT_ONCE)).isEqualTo(new Outcome.Revoked<String>("expired"));
  }

  @Test
  void revokedTaskIsNotRun() {
    TestTasks tasks = TestTasks.manual().handle(ECHO, this::failing);
    AsyncResult<String> result = tasks.enqueue(ECHO, "hi");
    tasks.client().revoke(result.id());

    tasks.runAll();

    assertThat(attempts).isEmpty();
    assertThat(result.outcome(AT_ONCE)).isEqualTo(new Outcome.Revoked<String>("revoked"));
  }

  @Test
  void rejectedTaskIsBuriedAndSkippedOneForgotten() {
    TestTasks tasks = TestTasks.manual().handle(ECHO, this::failing);
    failure = Reject.toDeadLetters("not mine");
    tasks.enqueue(ECHO, "hi");
    tasks.runAll();
    assertThat(tasks.deadLetters()).containsExactly("echo: not mine");

    failure = new Skip("nothing to do");
    AsyncResult<String> skipped = tasks.enqueue(ECHO, "hi");
    tasks.runAll();
    assertThat(skipped.status().name()).isEqualTo(TaskStatus.PENDING);
    assertThat(tasks.waiting(ECHO)).isEmpty();
  }

  @Test
  void startIsToldOnlyWhereItIsWanted() {
    TestTasks tasks =
        TestTasks.manual()
            .handle(ECHO, this::failing)
            .handle(
                Task.named("tracked", String.class, String.class).trackStarted(), this::failing);
    failure = new Skip("so that nothing is stored after the start");
    AsyncResult<String> plain = tasks.enqueue(ECHO, "hi");
    AsyncResult<String> tracked =
        tasks.enqueue(Task.named("tracked", String.class, String.class), "hi");
    tasks.runAll();
    assertThat(plain.status().name()).isEqualTo(TaskStatus.PENDING);
    assertThat(tracked.status().name()).isEqualTo(TaskStatus.STARTED);
  }

  @Test
  void callerOfRejectedTaskIsTold() {
    TestTasks tasks = TestTasks.manual().handle(ECHO, this::failing);
    failure = Reject.toDeadLetters("not mine");
    AsyncResult<String> result = tasks.enqueue(ECHO, "hi");
    tasks.runAll();
    TaskError error = ((Outcome.Failure<?>) result.outcome(AT_ONCE)).error();
    assertThat(error.type()).isEqualTo("Reject");
    assertThat(error.arguments()).isEqualTo(List.of("not mine"));
  }

  @Test
  void whatWaitsForSkippedTaskEndsInsteadOfWaitingForEver() {
    Task<String, String> skipping = Task.named("skipping", String.class, String.class);
    Task<List<String>, String> join =
        Task.named("join", new TypeRef<List<String>>() {}, TypeRef.of(String.class));
    TestTasks tasks =
        TestTasks.manual()
            .handle(ECHO, (text, context) -> text)
            .handle(join, (texts, context) -> String.join("", texts))
            .handle(
                skipping,
                (text, context) -> {
                  throw new Skip("nothing to do");
                });
    AsyncResult<String> chain = tasks.enqueue(skipping.with("a").then(ECHO));
    AsyncResult<String> chord =
        tasks.enqueue(Canvas.all(ECHO.with("a"), skipping.with("b").then(ECHO)).then(join));
    tasks.runAll();
    assertThat(chain.outcome(AT_ONCE)).isInstanceOf(Outcome.Failure.class);
    assertThat(chord.outcome(AT_ONCE)).isInstanceOf(Outcome.Failure.class);
  }

  @Test
  void callerIsToldWhenTheNextStepCannotBeSent() {
    TaskInterceptor refusing =
        new TaskInterceptor() {
          @Override
          public void beforeSend(OutgoingCall call) {
            if (call.task().equals("second")) {
              throw new IllegalStateException("no ticket");
            }
          }
        };
    Task<String, String> second = Task.named("second", String.class, String.class);
    TestTasks tasks =
        TestTasks.builder()
            .interceptor(refusing)
            .manual()
            .handle(ECHO, (text, context) -> text)
            .handle(second, (text, context) -> text);
    AsyncResult<String> result = tasks.enqueue(ECHO.with("hi").then(second));
    tasks.runAll();
    assertThat(((Outcome.Failure<?>) result.outcome(AT_ONCE)).error().arguments())
        .isEqualTo(List.of("no ticket"));
  }

  @Test
  void poisonIsBuriedAfterTooManyDeliveriesAndItsCallerTold() {
    TestTasks tasks = TestTasks.manual().handle(ECHO.maxDeliveries(3), this::failing);
    failure = Reject.requeue("somebody else, please");
    AsyncResult<String> result = tasks.enqueue(ECHO, "hi");

    tasks.runAll();

    assertThat(attempts).hasSize(3);
    assertThat(tasks.deadLetters()).hasSize(1);
    assertThat(result.status().name()).isEqualTo(TaskStatus.FAILURE);
  }

  @Test
  void taskThatNobodyHandlesIsBuried() {
    TestTasks tasks = TestTasks.manual();
    AsyncResult<String> result = tasks.enqueue(ECHO, "hi");

    tasks.runAll();

    assertThat(tasks.deadLetters()).containsExactly("echo: no handler for task echo");
    assertThat(((Outcome.Failure<String>) result.outcome(AT_ONCE)).error().type())
        .isEqualTo("NotRegistered");
  }

  @Test
  void secondUniqueCallGetsTheFirstOnesResult() {
    Task<String, String> once = ECHO.unique(Unique.byInput());
    TestTasks tasks = TestTasks.manual().handle(once, (text, context) -> text);

    AsyncResult<String> first = tasks.enqueue(once, "hi");
    AsyncResult<String> second = tasks.enqueue(once, "hi");
    AsyncResult<String> other = tasks.enqueue(once, "ho");
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(other.id()).isNotEqualTo(first.id());

    tasks.runAll();
    assertThat(tasks.enqueue(once, "hi").id()).isNotEqualTo(first.id());
  }

  @Test
  void progressIsSeen() {
    TestTasks tasks = TestTasks.manual();
    List<TaskStatus> seen = new ArrayList<>();
    tasks.handle(
        ECHO,
        (text, context) -> {
          context.progress(1, 3);
          seen.add(tasks.client().result(context.id(), ECHO).status());
          return text;
        });
    tasks.enqueue(ECHO, "hi");
    tasks.runAll();
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).name()).isEqualTo(TaskStatus.PROGRESS);
    assertThat(seen.get(0).meta()).containsEntry("current", 1).containsEntry("total", 3);
  }

  @Test
  void callMayHaveWaitsAndAttemptsOfItsOwn() {
    TestTasks tasks = TestTasks.manual().handle(ECHO, this::failing);
    Retry policy = Retry.fixed(Duration.ofSeconds(7)).maxAttempts(2);
    tasks.enqueue(ECHO.with("hi").retry(policy));
    tasks.runAll();
    tasks.advance(Duration.ofSeconds(6));
    assertThat(attempts).containsExactly(1);
    tasks.advance(Duration.ofHours(1));
    assertThat(attempts).containsExactly(1, 2);
    assertThatThrownBy(() -> ECHO.with("hi").retry(policy.on(IOException.class)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void laterStepOfChainMayDifferFromItsTask() {
    TestTasks tasks = TestTasks.manual().handle(ECHO, (text, context) -> text);
    List<String> headers = new ArrayList<>();
    Task<String, String> last = Task.named("last", String.class, String.class);
    tasks.handle(
        last,
        (text, context) -> {
          headers.add(String.valueOf(context.headers().get("tenant")));
          attempts.add(context.attempt());
          throw failure;
        });
    tasks.enqueue(
        ECHO.with("hi")
            .then(
                last.step()
                    .header("tenant", "acme")
                    .expires(Duration.ofHours(1))
                    .retry(Retry.fixed(Duration.ofSeconds(1)).maxAttempts(2))));
    tasks.runAll();
    tasks.advance(Duration.ofSeconds(1));
    assertThat(headers).containsExactly("acme", "acme");
    assertThat(attempts).containsExactly(1, 2);
  }

  @Test
  void callMayBeUniqueThoughItsTaskIsNot() {
    TestTasks tasks = TestTasks.manual().handle(ECHO, (text, context) -> text);
    AsyncResult<String> first = tasks.enqueue(ECHO.with("hi").unique(Unique.byInput()));
    assertThat(tasks.enqueue(ECHO.with("hi").unique(Unique.byInput())).id()).isEqualTo(first.id());
    assertThat(tasks.enqueue(ECHO, "hi").id()).isNotEqualTo(first.id());
  }
}
