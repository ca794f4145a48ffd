package io.haulm.tasks.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.tasks.Canvas;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskContext;
import io.haulm.tasks.TaskError;
import io.haulm.tasks.TypeRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a task hands on reaches what follows it, and no further. */
class HandOnTest {

  private static final Task<String, String> FIRST = Task.named("first", String.class, String.class);
  private static final Task<String, String> NEXT = Task.named("next", String.class, String.class);
  private static final Task<List<String>, String> BODY =
      Task.named("body", TypeRef.listOf(String.class), String.class);
  private static final Task<TaskError, Void> ALERT =
      Task.named("alert", TaskError.class, Void.class);

  private final List<String> seen = new ArrayList<>();
  private final TestTasks tasks =
      TestTasks.manual()
          .handle(
              FIRST,
              (input, context) -> {
                context.handOn("tenant", "acme");
                if (input.equals("fail")) {
                  throw new IllegalStateException("deliberate");
                }
                if (input.equals("call")) {
                  context.enqueue(NEXT.with("x"));
                }
                return input;
              })
          .handle(NEXT, (input, context) -> noted(input, context))
          .handle(BODY, (inputs, context) -> noted("", context))
          .run(ALERT, (error, context) -> noted("", context));

  private String noted(String input, TaskContext context) {
    seen.add(context.name() + " " + context.headers().getOrDefault("tenant", "nobody"));
    return input;
  }

  @AfterEach
  void end() {
    tasks.close();
  }

  @Test
  void nextStepGetsTheHeaderAndTheOneAfterDoesNot() {
    tasks.enqueue(FIRST.with("a").then(NEXT).then(NEXT));
    tasks.runAll();
    assertThat(seen).containsExactly("next acme", "next nobody");
  }

  @Test
  void bodyOfChordGetsTheHeader() {
    tasks.enqueue(Canvas.all(FIRST, List.of("a", "b")).collect(BODY));
    tasks.runAll();
    assertThat(seen).containsExactly("body acme");
  }

  @Test
  void childGetsTheHeader() {
    tasks.enqueue(FIRST, "call");
    tasks.runAll();
    assertThat(seen).containsExactly("next acme");
  }

  @Test
  void errorHandlerGetsTheHeader() {
    tasks.enqueue(FIRST.with("fail").onError(ALERT));
    tasks.runAll();
    assertThat(seen).containsExactly("alert acme");
  }

  @Test
  void delayedCallKnowsItsTime() {
    Task<String, String> timed = Task.named("timed", String.class, String.class);
    List<Optional<Instant>> times = new ArrayList<>();
    tasks.handle(
        timed,
        (input, context) -> {
          times.add(context.notBefore());
          return input;
        });
    Instant due = tasks.clock().instant().plus(Duration.ofMinutes(5));
    tasks.enqueue(timed, "now");
    tasks.enqueue(timed.with("later").in(Duration.ofMinutes(5)));

    tasks.advance(Duration.ofMinutes(6));

    assertThat(times).containsExactly(Optional.empty(), Optional.of(due));
  }
}
