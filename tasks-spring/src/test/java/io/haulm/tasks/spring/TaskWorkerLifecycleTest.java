package io.haulm.tasks.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.tasks.AsyncResult;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskContext;
import io.haulm.tasks.TaskListener;
import io.haulm.tasks.TaskWorker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationContext;

class TaskWorkerLifecycleTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final long PAUSE_NANOS = 1_000_000;

  /** A bean whose handler needs it until the end. */
  static class Slow implements DisposableBean {
    final CountDownLatch running = new CountDownLatch(1);
    final CountDownLatch mayEnd = new CountDownLatch(1);
    final List<String> log = new CopyOnWriteArrayList<>();

    @HaulmTask(value = "slow", queue = "slow")
    String work(String input) throws InterruptedException {
      running.countDown();
      mayEnd.await();
      log.add("handler ended");
      return input;
    }

    @Override
    public void destroy() {
      log.add("bean destroyed");
    }
  }

  @Test
  void workerRunsTasksAndIsSetUpByProperties() {
    MemoryServer.program()
        .withBean(Slow.class)
        .withPropertyValues(
            "haulm.tasks.worker.name=billing",
            "haulm.tasks.worker.queues=slow,other",
            "haulm.tasks.worker.concurrency=3")
        .run(context -> {
          context.getBean(Slow.class).mayEnd.countDown();
          TaskWorker worker = context.getBean(TaskWorkerLifecycle.class).worker().orElseThrow();

          assertThat(worker.name()).startsWith("billing@");
          assertThat(worker.queues()).containsExactly("slow", "other");
          assertThat(enqueue(context, "x").get(SOON)).isEqualTo("x");
        });
  }

  @Test
  void endOfTheProgramWaitsForHandlersBeforeBeansGo() {
    Slow slow = new Slow();
    MemoryServer.program()
        .withBean(Slow.class, () -> slow)
        .run(context -> {
          enqueue(context, "x");
          assertThat(slow.running.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();

          TaskWorker worker = context.getBean(TaskWorkerLifecycle.class).worker().orElseThrow();
          Thread closing = new Thread(context::close);
          closing.start();
          awaitEnd(worker);
          slow.mayEnd.countDown();
          closing.join(SOON.toMillis());

          assertThat(slow.log).containsExactly("handler ended", "bean destroyed");
        });
  }

  private static void awaitEnd(TaskWorker worker) {
    while (worker.isRunning()) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  @Test
  void handlerThatOutlastsTheGraceIsInterrupted() {
    Slow slow = new Slow();
    MemoryServer.program()
        .withBean(Slow.class, () -> slow)
        .withPropertyValues("haulm.tasks.worker.grace=10ms")
        .run(context -> {
          enqueue(context, "x");
          assertThat(slow.running.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
          context.close();
          assertThat(slow.log).containsExactly("bean destroyed");
        });
  }

  @Test
  void restartedContextHasNewWorker() {
    MemoryServer.program()
        .withBean(Slow.class)
        .run(context -> {
          context.getBean(Slow.class).mayEnd.countDown();
          context.stop();
          assertThat(context.getBean(TaskWorkerLifecycle.class).isRunning()).isFalse();
          context.start();
          assertThat(enqueue(context, "again").get(SOON)).isEqualTo("again");
        });
  }

  @Test
  void programWithoutHandlersHasNoWorker() {
    MemoryServer.program()
        .run(context -> assertThat(context.getBean(TaskWorkerLifecycle.class).worker()).isEmpty());
  }

  @Test
  void programMayOnlyCallTasks() {
    MemoryServer.program()
        .withBean(Slow.class)
        .withPropertyValues("haulm.tasks.worker.enabled=false")
        .run(context -> {
          assertThat(context.getBean(TaskWorkerLifecycle.class).worker()).isEmpty();
          assertThat(context).hasBean("slow");
        });
  }

  @Test
  void listenersHearAndCustomizersChange() {
    List<String> heard = new CopyOnWriteArrayList<>();
    TaskListener listener =
        new TaskListener() {
          @Override
          public void succeeded(TaskContext task, Duration took) {
            heard.add(task.worker().replaceAll("@.*", ""));
          }
        };
    MemoryServer.program()
        .withBean(Slow.class)
        .withBean(TaskListener.class, () -> listener)
        .withBean(TaskWorkerCustomizer.class, () -> worker -> worker.name("changed"))
        .run(context -> {
          context.getBean(Slow.class).mayEnd.countDown();
          enqueue(context, "x").get(SOON);
          assertThat(heard).containsExactly("changed");
        });
  }

  @SuppressWarnings("unchecked") // the task's types are those of Slow.work
  private static AsyncResult<String> enqueue(ApplicationContext context, String input) {
    Task<String, String> task = context.getBean("slow", Task.class);
    return context.getBean(TaskClient.class).enqueue(task, input);
  }
}
