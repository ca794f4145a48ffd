package io.haulm.tasks.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.tasks.AsyncResult;
import io.haulm.tasks.Canvas;
import io.haulm.tasks.Outcome;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskError;
import io.haulm.tasks.TypeRef;
import io.haulm.tasks.Unique;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks in whose place others run, and messages that run a task many times. */
class ReplaceTest {

  private static final Duration NOW = Duration.ofSeconds(1);
  private static final Task<Long, Long> DOUBLE = Task.named("double", Long.class, Long.class);
  private static final Task<List<Long>, Long> SUM =
      Task.named("sum", TypeRef.listOf(Long.class), Long.class);
  private static final Task<Long, Long> SPREAD = Task.named("spread", Long.class, Long.class);
  private static final Task<String, Void> FAIL = Task.named("fail", String.class, Void.class);
  private static final Task<TaskError, Void> ALERT =
      Task.named("alert", TaskError.class, Void.class);

  private final List<String> alerts = new ArrayList<>();
  private final TestTasks tasks =
      TestTasks.manual()
          .handle(DOUBLE, (number, context) -> 2 * number)
          .handle(SUM, (numbers, context) -> numbers.stream().mapToLong(n -> n).sum())
          .handle(
              SPREAD,
              (number, context) ->
                  context.replaceWith(Canvas.all(DOUBLE, List.of(number, number)).collect(SUM)))
          .run(ALERT, (error, context) -> alerts.add(error.message()));

  @Test
  void whatFollowsTheTaskFollowsItsReplacement() {
    AsyncResult<Long> chained = tasks.enqueue(SPREAD.with(3L).then(DOUBLE));
    AsyncResult<Long> member =
        tasks.enqueue(Canvas.all(SPREAD.with(1L), DOUBLE.with(2L)).collect(SUM));
    tasks.runAll();
    assertThat(chained.get(NOW)).isEqualTo(24);
    assertThat(member.get(NOW)).isEqualTo(8);
  }

  @Test
  void callbackGetsTheOutputOfTheReplacement() {
    List<Long> told = new ArrayList<>();
    Task<Long, Void> tell = Task.named("tell", Long.class, Void.class);
    tasks.run(tell, (number, context) -> told.add(number));
    AsyncResult<Long> result = tasks.enqueue(SPREAD.with(3L).onSuccess(tell));
    tasks.runAll();
    assertThat(result.get(NOW)).isEqualTo(12);
    assertThat(told).containsExactly(12L);
  }

  @Test
  void failureOfTheReplacementIsTheTasksFailure() {
    Task<String, Void> doomed = Task.named("doomed", String.class, Void.class);
    tasks
        .run(FAIL, (text, context) -> fail(text))
        .run(doomed, (text, context) -> context.replaceWith(FAIL.with(text)));
    AsyncResult<Void> result = tasks.enqueue(doomed.with("no").onError(ALERT));
    tasks.runAll();
    assertThat(result.outcome(NOW)).isInstanceOf(Outcome.Failure.class);
    assertThat(alerts).containsExactly("no");
  }

  private static void fail(String text) {
    throw new IllegalStateException(text);
  }

  @Test
  void uniqueCallIsInTheWayUntilItsReplacementHasEnded() {
    Task<Long, Long> once = SPREAD.unique(Unique.byInput());
    AsyncResult<Long> first = tasks.enqueue(once, 3L);
    tasks.runNext();
    assertThat(tasks.enqueue(once, 3L).id()).isEqualTo(first.id());
    tasks.runAll();
    assertThat(first.get(NOW)).isEqualTo(12);
    assertThat(tasks.enqueue(once, 3L).id()).isNotEqualTo(first.id());
  }

  @Test
  void mapIsOneMessage() {
    AsyncResult<List<Long>> result = tasks.enqueue(Canvas.map(DOUBLE, List.of(1L, 2L, 3L)));
    assertThat(tasks.runNext()).isTrue();
    assertThat(tasks.runNext()).isFalse();
    assertThat(result.get(NOW)).containsExactly(2L, 4L, 6L);
  }

  @Test
  void chunksAreAsManyMessagesAsNeeded() {
    AsyncResult<List<List<Long>>> result =
        tasks.enqueue(Canvas.chunks(DOUBLE, List.of(1L, 2L, 3L, 4L, 5L), 2));
    for (int chunk = 0; chunk < 3; chunk++) {
      assertThat(tasks.runNext()).isTrue();
    }
    assertThat(tasks.runNext()).isFalse();
    assertThat(result.get(NOW)).containsExactly(List.of(2L, 4L), List.of(6L, 8L), List.of(10L));
    assertThatThrownBy(() -> Canvas.chunks(DOUBLE, List.of(1L), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
