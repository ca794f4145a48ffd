package io.haulm.tasks.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.tasks.JacksonCodec;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.observe.TaskMetrics;
import io.haulm.tasks.observe.TaskTracing;
import io.haulm.tasks.spi.Transport;
import io.haulm.tasks.testing.TestTasks;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ApplicationContext;

class ObservationTest {

  static class Echo {
    final Map<String, String> logged = new HashMap<>();

    @HaulmTask("echo")
    String echo(String input) {
      logged.putAll(MDC.getCopyOfContextMap());
      return input;
    }
  }

  @Test
  void tasksAreCountedWhereThereIsRegistry() {
    Programs.inMemory()
        .withBean(Echo.class)
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .run(context -> {
          enqueueAndRun(context);
          MeterRegistry registry = context.getBean(MeterRegistry.class);
          assertThat(registry.get("haulm.tasks.calls").tag("task", "echo").counter().count())
              .isEqualTo(1);
          assertThat(registry.get("haulm.tasks.ended").tag("outcome", "success").counter().count())
              .isEqualTo(1);
          assertThat(registry.get("haulm.tasks.run").timer().count()).isEqualTo(1);
        });
  }

  @Test
  void logSaysWhichTaskRuns() {
    Programs.inMemory()
        .withBean(Echo.class)
        .run(context -> {
          enqueueAndRun(context);
          assertThat(context.getBean(Echo.class).logged).containsEntry("taskName", "echo");
        });
  }

  @Test
  void tasksAreTracedWhereThereIsOpenTelemetry() {
    Programs.inMemory()
        .withBean(OpenTelemetry.class, OpenTelemetry::noop)
        .run(context -> assertThat(context).hasSingleBean(TaskTracing.class));
  }

  @Test
  void programWithoutLibrariesForItStartsAllTheSame() {
    Programs.inMemory()
        .withBean(Echo.class)
        .withClassLoader(
            new FilteredClassLoader(
                "io.micrometer", "io.opentelemetry", HealthIndicator.class.getName()))
        .run(context -> {
          assertThat(context).hasNotFailed();
          assertThat(context).doesNotHaveBean("haulmTasksHealthIndicator");
          assertThat(context).doesNotHaveBean(TaskMetrics.class);
          enqueueAndRun(context);
        });
  }

  @Test
  void runningProgramIsUp() {
    MemoryServer.program()
        .withBean(Echo.class)
        .withPropertyValues("haulm.tasks.broker=redis://:secret@host")
        .run(context -> {
          Health health = context.getBean(HaulmTasksHealthIndicator.class).health();
          assertThat(health.getStatus()).isEqualTo(Status.UP);
          assertThat(health.getDetails())
              .containsEntry("broker", "redis://***@host")
              .containsEntry("active", 0)
              .containsKey("worker");
        });
  }

  @Test
  void endedWorkerMakesTheProgramDown() {
    MemoryServer.program()
        .withBean(Echo.class)
        .run(context -> {
          var lifecycle = context.getBean(TaskWorkerLifecycle.class);
          lifecycle.worker().orElseThrow().close();
          Health health = context.getBean(HaulmTasksHealthIndicator.class).health();
          assertThat(health.getStatus()).isEqualTo(Status.DOWN);
          assertThat(health.getDetails()).containsEntry("error", "the worker was ended");
        });
  }

  @Test
  void silentBrokerMakesTheProgramDown() {
    Transport silent =
        (Transport)
            Proxy.newProxyInstance(
                Transport.class.getClassLoader(),
                new Class<?>[] {Transport.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "ping" ->
                          CompletableFuture.failedFuture(new IllegalStateException("no answer"));
                      case "meaning" -> arguments[0];
                      default -> null;
                    });
    Programs.overServer()
        .withBean(
            TaskClient.class, () -> TaskClient.over(silent, new JacksonCodec(), Clock.systemUTC()))
        .run(context -> {
          Health health = context.getBean(HaulmTasksHealthIndicator.class).health();
          assertThat(health.getStatus()).isEqualTo(Status.DOWN);
          assertThat(health.getDetails().get("error")).asString().contains("no answer");
        });
  }

  @Test
  void healthCanBeSwitchedOff() {
    Programs.inMemory()
        .withPropertyValues("management.health.haulm-tasks.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(HaulmTasksHealthIndicator.class));
  }

  @SuppressWarnings("unchecked") // the task's types are those of Echo.echo
  private static void enqueueAndRun(ApplicationContext context) {
    Task<String, String> task = context.getBean("echo", Task.class);
    context.getBean(TaskClient.class).enqueue(task, "x");
    context.getBean(TestTasks.class).runAll();
  }
}
