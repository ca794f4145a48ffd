package io.haulm.conformance.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.conformance.Polling;
import io.haulm.tasks.AsyncResult;
import io.haulm.tasks.Canvas;
import io.haulm.tasks.Retry;
import io.haulm.tasks.SteppedWorker;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskHandler;
import io.haulm.tasks.TaskListener;
import io.haulm.tasks.TaskWorker;
import io.haulm.tasks.TypeRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A worker that stood still for longer than its lease, while another one did its task: nothing
 * follows from the task a second time. Without beanstalkd, which misses the end of such a lease now
 * and then: {@link TubeLeaseTest}.
 */
@ParameterizedClass(name = "over {0}")
@EnumSource(value = Broker.class, names = "TUBES_OF_BEANSTALKD", mode = EnumSource.Mode.EXCLUDE)
@Tag("conformance")
class LostLeaseTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Task<String, String> FIRST =
      Task.named("java.first", String.class, String.class).queue("steps");
  private static final Task<String, String> NEXT =
      Task.named("java.next", String.class, String.class).queue("steps");
  private static final Task<List<String>, String> TOGETHER =
      Task.named("java.together", TypeRef.listOf(String.class), String.class).queue("steps");

  private final Broker.Running broker;
  private final TaskClient tasks;
  private final TaskClient elsewhere;
  private final SteppedWorker other;
  private final List<String> ran = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  LostLeaseTest(Broker kind) {
    broker = kind.start();
    tasks = TaskClient.connect(broker.address() + "?lease=1");
    // It looks for what others have lost every third of its lease, and must not lose any itself.
    elsewhere = TaskClient.connect(broker.address() + "?lease=6");
    other = worker(elsewhere, FIRST, (text, context) -> text + "1");
  }

  @AfterEach
  void end() {
    elsewhere.close();
    tasks.close();
    broker.close();
  }

  private SteppedWorker worker(
      TaskClient client, Task<String, String> task, TaskHandler<String, String> first) {
    return TaskWorker.on(client)
        .handle(task, first)
        .handle(
            NEXT,
            (text, context) -> {
              ran.add(text + "2");
              return text + "2";
            })
        .handle(
            TOGETHER,
            (texts, context) -> {
              ran.add(String.join("+", texts));
              return "all";
            })
        .listener(
            new TaskListener() {
              @Override
              public void problem(String what, Throwable cause) {
                problems.add(String.valueOf(cause.getMessage()));
              }
            })
        .stepped();
  }

  // It never renews its lease, as one that stands still.
  private String whileTheOtherDoesItAll(String text) {
    Polling.untilTrue(() -> "the other gets nothing", this::otherSteps);
    Polling.untilTrue(() -> "nothing follows", () -> otherSteps() && !ran.isEmpty());
    return text + "1";
  }

  private boolean otherSteps() {
    other.keepHouse();
    return other.step();
  }

  private void runsOnce(AsyncResult<String> result, SteppedWorker slow) {
    Polling.untilTrue(() -> "nothing to take", slow::step);
    while (slow.step()) {
      assertThat(ran).as("what follows is there once").hasSize(1);
    }
    assertThat(ran).hasSize(1);
    assertThat(result.get(SOON)).isNotEmpty();
    assertThat(problems).anyMatch(one -> one.contains("lease was over"));
  }

  @Test
  void nextStepOfChainIsSentOnce() {
    runsOnce(
        tasks.enqueue(FIRST.with("a").then(NEXT)),
        worker(tasks, FIRST, (text, context) -> whileTheOtherDoesItAll(text)));
    assertThat(ran).containsExactly("a12");
  }

  @Test
  void bodyOfChordIsSentOnce() {
    AsyncResult<String> result = tasks.enqueue(Canvas.all(FIRST, List.of("a")).collect(TOGETHER));
    SteppedWorker slow = worker(tasks, FIRST, (text, context) -> whileTheOtherDoesItAll(text));
    Polling.untilTrue(() -> "nothing to take", slow::step);
    assertThat(slow.step()).as("a second body").isFalse();
    assertThat(ran).containsExactly("a1");
    assertThat(result.get(SOON)).isEqualTo("all");
  }

  @Test
  void retryAndFailureOfTheOneWhoLostItChangeNothing() {
    for (Task<String, String> task :
        List.of(FIRST, FIRST.retry(Retry.fixed(Duration.ofMillis(1))))) {
      ran.clear();
      runsOnce(
          tasks.enqueue(FIRST.with("a").then(NEXT)),
          worker(
              tasks,
              task,
              (text, context) -> {
                throw new IllegalStateException(whileTheOtherDoesItAll(text));
              }));
    }
  }
}
