package io.haulm.tasks.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.tasks.Reject;
import io.haulm.tasks.Skip;
import io.haulm.tasks.testing.TestClock;
import io.haulm.tasks.testing.TestTasks;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskMetricsTest {

  private final MockClock handlerClock = new MockClock();
  private final SimpleMeterRegistry registry =
      new SimpleMeterRegistry(SimpleConfig.DEFAULT, handlerClock);
  private final TestClock clock = TestClock.at("2026-01-01T00:00:00Z");
  private final TaskMetrics metrics = new TaskMetrics(registry, clock);
  private final TestTasks tasks =
      TestTasks.builder().interceptor(metrics).listener(metrics).manual(clock);

  @AfterEach
  void end() {
    tasks.close();
  }

  @Test
  void callsAreCountedByTaskAndQueue() {
    tasks.enqueue(Steps.DOUBLE, 1L);
    tasks.enqueue(Steps.DOUBLE.with(2L).queue("other"));

    assertThat(calls("steps.double", "numbers")).isEqualTo(1);
    assertThat(calls("steps.double", "other")).isEqualTo(1);
  }

  @Test
  void waitLastsFromTheCallToItsStart() {
    tasks.handle(Steps.DOUBLE, (number, context) -> 2 * number);
    tasks.enqueue(Steps.DOUBLE, 1L);
    clock.advance(Duration.ofSeconds(3));

    tasks.runAll();

    assertThat(waited("steps.double", "numbers")).isEqualTo(3.0);
  }

  @Test
  void delayIsNoWait() {
    tasks.handle(Steps.DOUBLE, (number, context) -> 2 * number);
    tasks.enqueue(Steps.DOUBLE.with(1L).in(Duration.ofMinutes(5)));
    clock.advance(Duration.ofMinutes(5).plusSeconds(2));

    tasks.runAll();

    assertThat(waited("steps.double", "numbers")).isEqualTo(2.0);
  }

  @Test
  void runsAreTimedAndActiveWhileTheyLast() {
    tasks.handle(
        Steps.DOUBLE,
        (number, context) -> {
          handlerClock.add(Duration.ofMillis(250));
          return (long)
              registry.get("haulm.tasks.active").tag("task", "steps.double").gauge().value();
        });
    var active = tasks.enqueue(Steps.DOUBLE, 1L);

    tasks.runAll();

    assertThat(active.get(Duration.ofSeconds(1))).isEqualTo(1);
    assertThat(registry.get("haulm.tasks.active").gauge().value()).isZero();
    assertThat(
            registry
                .get("haulm.tasks.run")
                .tags("task", "steps.double", "queue", "numbers")
                .timer()
                .totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(250);
  }

  @Test
  void attemptsAreCountedByTheirOutcome() {
    tasks.handle(
        Steps.FETCH,
        (page, context) -> {
          switch (page) {
            case "flaky" -> throw new IOException("no answer");
            case "skip" -> throw new Skip("not wanted");
            case "reject" -> throw Reject.toDeadLetters("not mine");
            default -> {
              return page;
            }
          }
        });
    for (String page : new String[] {"fine", "flaky", "skip", "reject"}) {
      tasks.enqueue(Steps.FETCH, page);
    }
    tasks.client().revoke(tasks.enqueue(Steps.FETCH, "revoked").id());

    tasks.advance(Duration.ofMinutes(1));

    assertThat(ended("success")).isEqualTo(1);
    assertThat(ended("retry")).isEqualTo(2);
    assertThat(ended("failure")).isEqualTo(1);
    assertThat(ended("skip")).isEqualTo(1);
    assertThat(ended("reject")).isEqualTo(1);
    assertThat(ended("revoked")).isEqualTo(1);
  }

  @Test
  void replacedTaskIsCountedAsSuch() {
    tasks
        .handle(Steps.DOUBLE, (number, context) -> 2 * number)
        .handle(Steps.SUM, (numbers, context) -> context.replaceWith(Steps.DOUBLE.with(1L)));
    tasks.enqueue(Steps.SUM, List.of());

    tasks.runAll();

    assertThat(
            registry
                .get("haulm.tasks.ended")
                .tags("task", "steps.sum", "outcome", "replaced")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void anotherAttemptIsNoCallOfItsOwn() {
    tasks.handle(
        Steps.FETCH,
        (page, context) -> {
          throw new IOException("no answer");
        });
    tasks.enqueue(Steps.FETCH, "a");

    tasks.advance(Duration.ofMinutes(1));

    assertThat(calls("steps.fetch", "web")).isEqualTo(1);
    assertThat(ended("retry")).isEqualTo(2);
  }

  @Test
  void unknownTasksAreCountedAmongTheDeadLetters() {
    tasks.handle(Steps.DOUBLE, (number, context) -> 2 * number);
    tasks.enqueue(Steps.SUM, List.of(1L));

    tasks.runAll();

    assertThat(registry.get("haulm.tasks.dead.letters").tag("queue", "numbers").counter().count())
        .isEqualTo(1);
  }

  private double calls(String task, String queue) {
    return registry.get("haulm.tasks.calls").tags("task", task, "queue", queue).counter().count();
  }

  private double waited(String task, String queue) {
    return registry
        .get("haulm.tasks.wait")
        .tags("task", task, "queue", queue)
        .timer()
        .totalTime(TimeUnit.SECONDS);
  }

  private double ended(String outcome) {
    return registry
        .get("haulm.tasks.ended")
        .tags("task", "steps.fetch", "outcome", outcome)
        .counter()
        .count();
  }
}
