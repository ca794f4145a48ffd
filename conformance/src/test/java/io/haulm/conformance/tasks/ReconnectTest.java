package io.haulm.conformance.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.conformance.Polling;
import io.haulm.tasks.AsyncResult;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskListener;
import io.haulm.tasks.TaskWorker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections to each broker that break. */
@ParameterizedClass(name = "over {0}")
@EnumSource(Broker.class)
@Tag("conformance")
class ReconnectTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String LEASE = "?lease=2";
  private static final Task<String, String> ECHO =
      Task.named("java.echo", String.class, String.class).queue("echo");

  private final Broker.Running broker;
  private final Cables cables;
  private final TaskClient tasks;

  ReconnectTest(Broker kind) {
    broker = kind.start();
    cables = new Cables(broker.port());
    // Over tubes the caller's lease is the job's: what a cut leaves behind comes back soon.
    tasks = TaskClient.connect(broker.address() + LEASE);
  }

  @AfterEach
  void end() {
    tasks.close();
    cables.close();
    broker.close();
  }

  private String breakable() {
    return broker.addressBy(cables.port()) + LEASE;
  }

  private static TaskListener quiet() {
    return new TaskListener() {};
  }

  @Test
  void workerGoesOnAfterItsConnectionsBroke() {
    try (TaskWorker worker =
        TaskWorker.on(breakable())
            .listener(quiet())
            .handle(ECHO, (text, context) -> text)
            .start()) {
      for (String text : List.of("before", "after one cut", "after two")) {
        assertThat(tasks.enqueue(ECHO, text).get(SOON)).as(worker.name()).isEqualTo(text);
        cables.cut();
      }
      Polling.untilTrue(
          () -> worker.name() + " hears nothing",
          () -> tasks.control().ping(Duration.ofSeconds(1)).contains(worker.name()));
    }
  }

  @Test
  void runThatLostItsConnectionIsDoneInTheEnd() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    try (TaskWorker worker =
        TaskWorker.on(breakable())
            .listener(quiet())
            .handle(
                ECHO,
                (text, context) -> {
                  begun.countDown();
                  free.await();
                  return text;
                })
            .start()) {
      AsyncResult<String> result = tasks.enqueue(ECHO, "x");
      begun.await();
      cables.cut();
      free.countDown();
      assertThat(result.get(SOON)).as(worker.name()).isEqualTo("x");
    }
  }

  @Test
  void resultThatWasOnItsWayIsStoredAgainAtOnce() throws Exception {
    String patient = "?lease=" + 10 * SOON.toSeconds();
    try (TaskClient caller = TaskClient.connect(broker.address() + patient);
        TaskWorker worker =
            TaskWorker.on(broker.addressBy(cables.port()) + patient)
                .listener(quiet())
                .handle(ECHO, (text, context) -> text)
                .start()) {
      cables.hold("SUCCESS");
      AsyncResult<String> result = caller.enqueue(ECHO, "x");
      cables.cutHeld();
      assertThat(result.get(SOON)).as(worker.name()).isEqualTo("x");
    }
  }

  @Test
  void callerHearsOfResultAfterItsConnectionBroke() {
    try (TaskClient caller = TaskClient.connect(breakable())) {
      AsyncResult<String> result = caller.enqueue(ECHO, "x");
      var future = result.future();
      int before = cables.accepted();
      cables.cut();
      try (TaskWorker worker =
          TaskWorker.on(broker.address()).handle(ECHO, (text, context) -> text).start()) {
        assertThat(result.get(SOON)).as(worker.name()).isEqualTo("x");
      }
      assertThat(future).succeedsWithin(SOON).isEqualTo("x");
      assertThat(cables.accepted()).isGreaterThan(before);
    }
  }
}
