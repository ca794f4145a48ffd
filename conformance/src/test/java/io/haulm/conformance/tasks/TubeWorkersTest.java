package io.haulm.conformance.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.client.Connection;
import io.haulm.client.Job;
import io.haulm.client.JobState;
import io.haulm.client.JobStats;
import io.haulm.conformance.Polling;
import io.haulm.conformance.ServerProcess;
import io.haulm.conformance.TubeServer;
import io.haulm.tasks.AsyncResult;
import io.haulm.tasks.BrokerException;
import io.haulm.tasks.Outcome;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskWorker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of tasks in tubes when workers, connections and servers end. */
@ParameterizedClass(name = "over {0}")
@EnumSource(TubeServer.class)
@Tag("conformance")
@Timeout(120)
class TubeWorkersTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Pattern HOLDS = Pattern.compile("holds x");
  private static final Task<Integer, Integer> STAY =
      Task.named("java.stay", Integer.class, Integer.class).queue("stay");

  /** So long that no pause of a busy machine ends it, with three renewals meanwhile. */
  private static final int LEASE_SECONDS = 6;

  /** So few jobs are made by a test that looks for one. */
  private static final long JOBS_MAX = 50;

  @TempDir private Path folder;

  private final TubeServer kind;
  private final TubeServer.Running server;
  private final TaskClient tasks;
  private final Connection connection;

  TubeWorkersTest(TubeServer kind) {
    this.kind = kind;
    server = kind.start();
    tasks = TaskClient.connect(address(60));
    connection = Connection.open(server.address());
  }

  private String address(int leaseSeconds) {
    return "tube://" + server.address() + "?lease=" + leaseSeconds;
  }

  @AfterEach
  void end() {
    connection.close();
    tasks.close();
    server.close();
  }

  private TaskWorker healthyWorker() {
    return TaskWorker.on(address(60))
        .handle(DoomedWorker.ENDLESS, (text, context) -> text + context.redelivered())
        .handle(DoomedWorker.DEADLY, (text, context) -> text + " survived")
        .start();
  }

  @Test
  void taskOfWorkerThatWasKilledRunsElsewhere() {
    AsyncResult<String> result = tasks.enqueue(DoomedWorker.ENDLESS, "x");
    try (ServerProcess doomed = DoomedWorker.start(address(60))) {
      doomed.awaitLine(HOLDS, Polling.PATIENCE);
      doomed.signal("KILL");
      try (TaskWorker next = healthyWorker()) {
        assertThat(result.get(SOON)).as(next.name()).isEqualTo("xtrue");
      }
    }
  }

  @Test
  void leaseIsRenewedWhileTheHandlerRuns() throws InterruptedException {
    CountDownLatch finish = new CountDownLatch(1);
    Task<String, Boolean> longer =
        Task.named("java.longer", String.class, Boolean.class).queue("longer");
    try (TaskWorker worker =
            TaskWorker.on(address(LEASE_SECONDS))
                .handle(
                    longer,
                    (text, context) -> {
                      finish.await();
                      return context.redelivered();
                    })
                .start();
        TaskClient caller = TaskClient.connect(address(LEASE_SECONDS))) {
      AsyncResult<Boolean> result = caller.enqueue(longer, "x");
      Polling.untilTrue(
          () -> worker.name() + " does not hold it long enough",
          () -> jobIn("longer").filter(job -> job.ageSeconds() > LEASE_SECONDS + 1).isPresent());
      assertThat(jobIn("longer").orElseThrow().timeouts()).isZero();
      finish.countDown();
      assertThat(result.get(SOON)).isFalse();
    }
  }

  /** The job of the one call of this queue; the greetings of workers are jobs, too. */
  private Optional<JobStats> jobIn(String queue) {
    return LongStream.rangeClosed(1, JOBS_MAX)
        .mapToObj(connection::statsJob)
        .flatMap(Optional::stream)
        .filter(job -> job.tube().equals(queue))
        .findFirst();
  }

  @Test
  void taskThatKillsItsWorkersIsBuriedWithTheReasonAndRunsAgainWhenKicked() {
    AsyncResult<String> result = tasks.enqueue(DoomedWorker.DEADLY, "x");
    for (int i = 0; i < 2; i++) {
      try (ServerProcess doomed = DoomedWorker.start(address(60))) {
        assertThat(doomed.awaitExit()).isEqualTo(137);
      }
    }
    try (ServerProcess spared = DoomedWorker.start(address(60))) {
      Outcome<String> outcome = result.outcome(SOON);
      assertThat(((Outcome.Failure<String>) outcome).error().type()).isEqualTo("PoisonTask");
      Job dead = Polling.until(SOON, () -> "nothing is buried", this::buried);
      assertThat(dead.text()).contains("\"reason\": \"delivered more than 2 times");
      assertThat(spared.isAlive()).isTrue();
    }
    // Its caller knows of the failure, and no second end is told over it but a success.
    assertThat(connection.kick(10)).isEqualTo(1);
    try (TaskWorker worker = healthyWorker()) {
      Polling.untilTrue(
          () -> worker.name() + " did not run it", () -> connection.peekReady("doom").isEmpty());
      Polling.untilTrue(
          () -> "it is " + result.status(), () -> result.status().name().equals("SUCCESS"));
    }
  }

  private @Nullable Job buried() {
    connection.use("doom");
    return connection.peekBuried().orElse(null);
  }

  @Test
  void workerThatEndsGivesBackAtOnceAndCountsNoDeath() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    TaskWorker ending =
        TaskWorker.on(address(60))
            .grace(Duration.ZERO)
            .handle(
                STAY,
                (number, context) -> {
                  begun.countDown();
                  new CountDownLatch(1).await();
                  return number;
                })
            .start();
    AsyncResult<Integer> result = tasks.enqueue(STAY, 1);
    begun.await();
    ending.close();
    JobStats given = jobIn("stay").orElseThrow();
    assertThat(given.state()).isEqualTo(JobState.READY);
    assertThat(given.openDeliveries()).isZero();
    try (TaskWorker next =
        TaskWorker.on(address(60)).handle(STAY, (number, context) -> number).start()) {
      assertThat(result.get(SOON)).as(next.name()).isEqualTo(1);
    }
  }

  @RepeatedTest(3)
  void taskThatComesWhileTheWorkerEndsCountsNoDeath() throws InterruptedException {
    TaskWorker ending =
        TaskWorker.on(address(60)).handle(STAY, (number, context) -> number).start();
    Polling.untilTrue(
        () -> ending.name() + " does not wait",
        () -> connection.statsTube("stay").filter(tube -> tube.waiting() > 0).isPresent());
    Thread end = Thread.ofVirtual().start(ending::close);
    // As long as it waits, the server may hand it the task.
    AsyncResult<Integer> result = tasks.enqueue(STAY, 1);
    end.join();
    Optional<JobStats> given = jobIn("stay");
    assertThat(given.map(JobStats::openDeliveries).orElse(0L)).isZero();
    try (TaskWorker next =
        TaskWorker.on(address(60)).handle(STAY, (number, context) -> number).start()) {
      assertThat(result.get(SOON)).as(next.name()).isEqualTo(1);
    }
  }

  @Test
  void moreTasksThanWaitingConnectionsRunAtOnce() throws InterruptedException {
    int count = 40;
    Semaphore begun = new Semaphore(0);
    CountDownLatch finish = new CountDownLatch(1);
    try (TaskWorker worker =
        TaskWorker.on(address(30))
            .concurrency(2 * count)
            .handle(
                STAY,
                (number, context) -> {
                  begun.release();
                  finish.await();
                  return number;
                })
            .start()) {
      List<AsyncResult<Integer>> results = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        results.add(tasks.enqueue(STAY, i));
        // One after the other, so that each finds the worker waiting.
        assertThat(begun.tryAcquire(20, TimeUnit.SECONDS)).as("task %d", i).isTrue();
      }
      long connections = connection.stats().number("current-connections");
      assertThat(connections).as(worker.name()).isLessThan(count);
      finish.countDown();
      for (int i = 0; i < count; i++) {
        assertThat(results.get(i).get(SOON)).isEqualTo(i);
      }
    }
  }

  // A call that went out over a connection that was dying may have been made or not; to make it
  // again is for the program to decide, which here does.
  private static @Nullable AsyncResult<Integer> enqueued(TaskClient caller, int number) {
    try {
      return caller.enqueue(STAY, number);
    } catch (BrokerException e) {
      assertThat(e.isLoss()).as("%s", e).isTrue();
      return null;
    }
  }

  @Test
  void callersAndWorkersGoOnWhenTheServerIsBack() {
    String journal = folder.toString();
    try (TubeServer.Running first = kind.start("-b", journal, "-f", "0")) {
      String place = "tube://" + first.address();
      try (TaskClient caller = TaskClient.connect(place);
          TaskWorker worker =
              TaskWorker.on(place).handle(STAY, (number, context) -> number).start()) {
        assertThat(caller.enqueue(STAY, 1).get(SOON)).isEqualTo(1);
        end(first);
        try (TubeServer.Running second = kind.startAt(first.port(), "-b", journal, "-f", "0")) {
          AsyncResult<Integer> result =
              Polling.until(SOON, () -> second + " takes no calls", () -> enqueued(caller, 2));
          assertThat(result.get(SOON)).as(worker.name()).isEqualTo(2);
        }
      }
    }
  }

  /** Before its place is taken by another, not when the test ends. */
  private static void end(TubeServer.Running server) {
    server.close();
  }
}
