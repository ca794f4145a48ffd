package io.haulm.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.tasks.testing.TestTasks;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing to do is something, too: programs fan out by data, and there may be none. */
class EmptyTest {

  private static final Duration AT_ONCE = Duration.ofSeconds(10);
  private static final Task<String, String> ECHO = Task.named("echo", String.class, String.class);
  private static final Task<List<String>, String> JOIN =
      Task.named("join", TypeRef.listOf(String.class), String.class);
  private static final Task<List<List<String>>, Integer> COUNT =
      Task.named("count", new TypeRef<List<List<String>>>() {}, TypeRef.of(Integer.class));

  private final TestTasks tasks =
      TestTasks.manual()
          .handle(ECHO, (text, context) -> text)
          .handle(JOIN, (texts, context) -> "joined " + texts)
          .handle(COUNT, (lists, context) -> lists.size());

  @AfterEach
  void close() {
    tasks.close();
  }

  private <O> O run(Flow<O> flow) {
    AsyncResult<O> result = tasks.enqueue(flow);
    tasks.runAll();
    return result.get(AT_ONCE);
  }

  @Test
  void emptyGroupHasEndedAtOnce() {
    GroupResult<String> none = tasks.client().enqueueAll(ECHO, List.of());
    assertThat(none.status().name()).isEqualTo(TaskStatus.SUCCESS);
    assertThat(none.get(AT_ONCE)).isEmpty();
    assertThat(tasks.client().enqueueAll(ECHO.unique(Unique.byInput()), List.of()).get(AT_ONCE))
        .isEmpty();
    assertThat(run(Canvas.chunks(ECHO, List.of(), 10))).isEmpty();
    assertThat(run(Canvas.map(ECHO, List.of()))).isEmpty();
  }

  @Test
  void bodyOfEmptyChordGetsAnEmptyList() {
    assertThat(run(Canvas.all(ECHO, List.of()).collect(JOIN))).isEqualTo("joined []");
  }

  @Test
  void emptyGroupInsideOthersGivesAnEmptyList() {
    assertThat(run(Canvas.all(Canvas.all(ECHO, List.of()), Canvas.all(ECHO, List.of("a")))))
        .containsExactly(List.of(), List.of("a"));
    assertThat(
            run(
                Canvas.all(Canvas.all(ECHO, List.<String>of()), Canvas.all(ECHO, List.of("a")))
                    .collect(COUNT)))
        .isEqualTo(2);
    assertThat(run(ECHO.with("x").thenRun(Canvas.all(ECHO, List.of())).then(JOIN)))
        .isEqualTo("joined []");
  }

  @Test
  void taskMayHandItsPlaceToNothing() {
    Task<String, List<String>> handing =
        Task.named("handing", TypeRef.of(String.class), TypeRef.listOf(String.class));
    tasks.handle(
        handing, (text, context) -> context.replaceWith(Canvas.all(ECHO, List.<String>of())));
    assertThat(run(handing.with("x"))).isEmpty();
  }
}
