package io.haulm.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.tasks.testing.TestTasks;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a task when its server or its own program gives trouble. */
class TroubleTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Task<String, String> ECHO = Task.named("echo", String.class, String.class);

  private final TestTasks tasks = TestTasks.manual();
  private final BrittleTransport transport = new BrittleTransport(tasks.client().transport());
  private final TaskClient client =
      TaskClient.over(transport, tasks.client().codec(), tasks.clock());
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void close() {
    tasks.close();
  }

  private TaskWorker worker(TaskHandler<String, String> handler) {
    return TaskWorker.on(client)
        .concurrency(1)
        .grace(Duration.ZERO)
        .handle(ECHO, handler)
        .listener(
            new TaskListener() {
              @Override
              public void problem(String what, Throwable cause) {
                problems.add(what + ": " + cause.getMessage());
              }
            })
        .start();
  }

  private static TaskError error(AsyncResult<?> result) {
    return ((Outcome.Failure<?>) result.outcome(SOON)).error();
  }

  @Test
  void progressThatCannotBeStoredIsAProblemAndNoFailure() {
    transport.beforeStoring(record -> {
      if (record.status().equals(TaskStatus.PROGRESS)) {
        throw new IllegalStateException("the server is away");
      }
    });
    TaskHandler<String, String> handler =
        (text, context) -> {
          context.progress(1, 2);
          return text;
        };
    try (TaskWorker worker = worker(handler)) {
      AsyncResult<String> result = client.enqueue(ECHO, "done all the same");
      assertThat(result.get(SOON)).as(worker.name()).isEqualTo("done all the same");
      assertThat(problems)
          .containsExactly(
              "storing state PROGRESS of task " + result.id() + ": the server is away");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SUCCESS", "FAILURE", "REVOKED"})
  void handlerCannotSayThatItHasEnded(String state) {
    TaskHandler<String, String> handler =
        (text, context) -> {
          context.state(state, null);
          return text;
        };
    try (TaskWorker worker = worker(handler)) {
      TaskError error = error(client.enqueue(ECHO, "x"));
      assertThat(error.type()).as(worker.name()).isEqualTo("IllegalArgumentException");
    }
  }

  private static final class Unspeakable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no words");
    }
  }

  @Test
  void exceptionThatCannotBeToldIsAFailureLikeAnyOther() {
    TaskHandler<String, String> handler =
        (text, context) -> {
          throw new Unspeakable();
        };
    try (TaskWorker worker = worker(handler)) {
      TaskError error = error(client.enqueue(ECHO, "x"));
      assertThat(error.type()).as(worker.name()).isEqualTo("TroubleTest$Unspeakable");
      assertThat(error.arguments())
          .containsExactly("its message cannot be told: java.lang.IllegalStateException");
    }
  }

  private String interrupted(String how) throws InterruptedException {
    begun.countDown();
    try {
      never.await();
    } catch (InterruptedException e) {
      switch (how) {
        case "wrapped" -> throw new IllegalStateException(new RuntimeException(e));
        case "closed" -> throw new UncheckedIOException(new ClosedByInterruptException());
        case "restored" -> {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("cancelled");
        }
        default -> throw new IllegalStateException("its own trouble");
      }
    }
    return how;
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrapped", "closed", "restored"})
  void softLimitIsKnownHoweverItsInterruptionIsDressed(String how) throws InterruptedException {
    try (TaskWorker worker = worker((text, context) -> interrupted(text))) {
      AsyncResult<String> result = client.enqueue(ECHO.with(how).softLimit(LIMIT));
      begun.await();
      tasks.clock().advance(LIMIT.plusMillis(1));
      assertThat(error(result).type()).as(worker.name()).isEqualTo("SoftTimeLimitExceeded");
    }
  }

  @Test
  void otherTroubleAfterTheSoftLimitIsTheHandlersOwn() throws InterruptedException {
    try (TaskWorker worker = worker((text, context) -> interrupted(text))) {
      AsyncResult<String> result = client.enqueue(ECHO.with("else").softLimit(LIMIT));
      begun.await();
      tasks.clock().advance(LIMIT.plusMillis(1));
      assertThat(error(result).arguments()).as(worker.name()).containsExactly("its own trouble");
    }
  }

  @Test
  void uniqueCallThatCouldNotBeSentStandsInNobodysWay() {
    Task<String, String> once = ECHO.unique(Unique.byInput());
    transport.beforeSending(batch -> {
      throw new IllegalStateException("the server is away");
    });
    assertThatThrownBy(() -> client.enqueue(once, "x")).hasMessage("the server is away");
    transport.beforeSending(batch -> {});
    try (TaskWorker worker = worker((text, context) -> text)) {
      assertThat(client.enqueue(once, "x").get(SOON)).as(worker.name()).isEqualTo("x");
    }
  }

  @Test
  void callersOfManyUniqueCallsGetTheResultsOfThoseThatRun() {
    Task<String, String> once = ECHO.unique(Unique.byInput());
    AsyncResult<String> before = client.enqueue(once, "a");
    GroupResult<String> all = client.enqueueAll(once, List.of("a", "b", "b"));
    assertThat(all.members().get(0).id()).isEqualTo(before.id());
    assertThat(all.members().get(2).id()).isEqualTo(all.members().get(1).id());
    assertThat(tasks.waiting(ECHO)).containsExactlyInAnyOrder("a", "b");
    try (TaskWorker worker = worker((text, context) -> text)) {
      assertThat(all.get(SOON)).as(worker.name()).containsExactly("a", "b", "b");
    }
  }

  @Test
  void delayedTaskThatWasRevokedWithoutTheWorkersNoticeDoesNotRun() {
    try (TaskWorker worker = worker((text, context) -> text)) {
      AsyncResult<String> result = client.enqueue(ECHO.with("x").in(LIMIT));
      transport.control().keepRevoked(List.of(result.id())).join();
      tasks.clock().advance(LIMIT);
      assertThat(result.outcome(SOON))
          .as(worker.name())
          .isEqualTo(new Outcome.Revoked<String>("revoked"));
    }
  }

  @Test
  void handOfTaskThatRanTooLongIsFreeWhenItsFailureIsKnownAndNotBefore() throws Exception {
    CountDownLatch next = new CountDownLatch(1);
    AtomicBoolean isNextTooEarly = new AtomicBoolean();
    transport.beforeStoring(record -> {
      if (record.status().equals(TaskStatus.FAILURE)) {
        isNextTooEarly.set(beginsSoon(next));
      }
    });
    TaskHandler<String, String> handler =
        (text, context) -> {
          if (text.equals("next")) {
            next.countDown();
            return text;
          }
          begun.countDown();
          never.await();
          return text;
        };
    try (TaskWorker worker = worker(handler)) {
      AsyncResult<String> late = client.enqueue(ECHO.with("too long").timeout(LIMIT));
      begun.await();
      AsyncResult<String> after = client.enqueue(ECHO, "next");
      tasks.clock().advance(LIMIT.plusMillis(1));
      assertThat(after.get(SOON)).as(worker.name()).isEqualTo("next");
      assertThat(error(late).type()).isEqualTo("TimeLimitExceeded");
      assertThat(isNextTooEarly).isFalse();
    }
  }

  // It must not, so this takes its time.
  private static boolean beginsSoon(CountDownLatch begin) {
    try {
      return begin.await(300, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
