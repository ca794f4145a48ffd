package io.haulm.conformance.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.tasks.BrokerException;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskListener;
import io.haulm.tasks.TaskWorker;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that is not there: programs are told, and workers wait. */
@ParameterizedClass(name = "over {0}")
@EnumSource(
    value = Broker.class,
    names = {"REDIS", "TUBES_OF_BEANSTALKD"})
@Tag("conformance")
class AbsentBrokerTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Task<String, String> ECHO =
      Task.named("java.echo", String.class, String.class).queue("echo");

  private final Broker.Running broker;

  AbsentBrokerTest(Broker kind) {
    broker = kind.start();
  }

  @AfterEach
  void end() {
    broker.close();
  }

  @Test
  void callerIsToldThatTheCallWasNotMade() {
    try (TaskClient tasks = TaskClient.connect(broker.address())) {
      broker.close();
      assertThatThrownBy(
              () -> {
                tasks.enqueue(ECHO, "the connection breaks here or before");
                tasks.enqueue(ECHO, "x");
              })
          .isInstanceOf(BrokerException.class);
    }
    assertThatThrownBy(() -> TaskClient.connect(broker.address()))
        .isInstanceOfSatisfying(
            BrokerException.class,
            e -> {
              assertThat(e.isLoss()).isTrue();
              assertThat(e.mayHaveBeenDone()).isFalse();
            });
  }

  @Test
  void schedulesSayThatTheServerIsGone() {
    try (TaskClient tasks = TaskClient.connect(broker.address())) {
      broker.close();
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> tasks.schedules().list()).isInstanceOf(BrokerException.class);
      }
    }
  }

  @Test
  void workerWaitsForItsServer() throws InterruptedException, ExecutionException {
    Cables cables = new Cables(broker.port());
    String address = broker.addressBy(cables.port());
    cables.close();
    CountDownLatch tried = new CountDownLatch(2);
    TaskListener listener =
        new TaskListener() {
          @Override
          public void problem(String what, Throwable cause) {
            tried.countDown();
          }
        };
    ExecutorService threads = Executors.newSingleThreadExecutor();
    Future<TaskWorker> starting =
        threads.submit(() ->
            TaskWorker.on(address)
                .listener(listener)
                .handle(ECHO, (text, context) -> text)
                .start());
    tried.await();
    try (Cables there = new Cables(broker.port(), cables.port());
        TaskWorker worker = starting.get();
        TaskClient tasks = TaskClient.connect(broker.address())) {
      assertThat(there.accepted()).isPositive();
      assertThat(tasks.enqueue(ECHO, "x").get(SOON)).as(worker.name()).isEqualTo("x");
    } finally {
      threads.shutdownNow();
    }
  }
}
