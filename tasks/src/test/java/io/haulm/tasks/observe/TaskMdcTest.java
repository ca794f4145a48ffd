package io.haulm.tasks.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.tasks.testing.TestTasks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class TaskMdcTest {

  private final TestTasks tasks = TestTasks.builder().interceptor(new TaskMdc()).inline();
  private final Map<String, Map<String, String>> seen = new HashMap<>();

  @AfterEach
  void end() {
    tasks.close();
    MDC.clear();
  }

  @Test
  void handlerLogsWithItsTask() {
    tasks.handle(
        Steps.DOUBLE,
        (number, context) -> {
          seen.put(context.name(), MDC.getCopyOfContextMap());
          return 2 * number;
        });

    String id = tasks.enqueue(Steps.DOUBLE, 1L).id();

    assertThat(seen.get("steps.double"))
        .isEqualTo(Map.of("taskId", id, "taskName", "steps.double", "taskRootId", id));
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  @Test
  void outerContextIsBackWhenAnInnerHandlerHasEnded() {
    tasks
        .handle(Steps.DOUBLE, (number, context) -> 2 * number)
        .handle(
            Steps.SUM,
            (numbers, context) -> {
              context.enqueue(Steps.DOUBLE.with(1L));
              seen.put(context.name(), MDC.getCopyOfContextMap());
              return 0L;
            });

    tasks.enqueue(Steps.SUM, List.of());

    assertThat(seen.get("steps.sum")).containsEntry("taskName", "steps.sum");
  }
}
