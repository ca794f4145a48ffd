package io.haulm.conformance.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.conformance.Polling;
import io.haulm.tasks.AsyncResult;
import io.haulm.tasks.RateLimit;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskContext;
import io.haulm.tasks.TaskWorker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Machines whose clocks are wrong, and tasks that are to start at a time. */
@ParameterizedClass(name = "over {0}")
@EnumSource(
    value = Broker.class,
    names = {"REDIS", "HAULM"})
@Tag("conformance")
class ClocksTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Task<String, String> WAIT =
      Task.named("java.wait", String.class, String.class).queue("waits");
  private static final Task<Integer, Long> TICK =
      Task.named("java.tick", Integer.class, Long.class).queue("ticks");

  private static final int TRIES = 3;

  private final Broker.Running broker;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch free = new CountDownLatch(1);
  private final AtomicInteger runs = new AtomicInteger();

  ClocksTest(Broker kind) {
    broker = kind.start();
  }

  @AfterEach
  void end() {
    broker.close();
  }

  private String waiting(String text, TaskContext context) throws InterruptedException {
    runs.incrementAndGet();
    begun.countDown();
    free.await();
    return text;
  }

  private TaskClient client(Duration ahead) {
    InstantSource wrong = () -> Instant.now().plus(ahead);
    return TaskClient.builder(broker.address() + "?lease=30").clock(wrong).connect();
  }

  private TaskWorker waiter(TaskClient client) {
    return TaskWorker.on(client).grace(Duration.ZERO).handle(WAIT, this::waiting).start();
  }

  private int leased() {
    return broker.ask("ZCARD", "haulm.leased_index").equals(":1") ? 1 : 0;
  }

  @Test
  void workerWhoseClockIsAheadTakesNothingFromOthers() throws InterruptedException {
    try (TaskClient right = client(Duration.ZERO);
        TaskClient ahead = client(Duration.ofHours(2));
        TaskClient behind = client(Duration.ofHours(-2));
        TaskWorker one = waiter(behind)) {
      AsyncResult<String> result = right.enqueue(WAIT, "x");
      begun.await();
      try (TaskWorker two = waiter(ahead)) {
        // One that is delayed comes after a round of looking for what others have forsaken.
        AsyncResult<String> later = ahead.enqueue(WAIT.with("later").in(Duration.ofMillis(1)));
        Polling.untilTrue(() -> "runs: " + runs, () -> runs.get() == 2);
        free.countDown();
        assertThat(result.get(SOON)).as(one.name()).isEqualTo("x");
        assertThat(later.get(SOON)).as(two.name()).isEqualTo("later");
      }
      assertThat(runs).hasValue(2);
      assertThat(leased()).isZero();
    }
  }

  private long tick(int number, TaskContext context) {
    return System.nanoTime();
  }

  private Duration startsOf(int calls, RateLimit limit) {
    Task<Integer, Long> limited = TICK.rateLimit(limit);
    try (TaskClient tasks = TaskClient.connect(broker.address());
        TaskWorker worker =
            TaskWorker.on(tasks).concurrency(4).handle(limited, this::tick).start()) {
      List<Integer> numbers = IntStream.range(0, calls).boxed().toList();
      List<Long> starts =
          new ArrayList<>(tasks.enqueueAll(limited, numbers).get(SOON.multipliedBy(2)));
      starts.sort(null);
      assertThat(starts).as(worker.name()).hasSize(calls);
      for (int i = 0; i + 12 < calls; i++) {
        Duration twelve = Duration.ofNanos(starts.get(i + 12) - starts.get(i));
        assertThat(twelve).isGreaterThan(Duration.ofMillis(900));
      }
      return Duration.ofNanos(starts.get(calls - 1) - starts.get(0));
    }
  }

  /** A machine that is held up spoils a try; a gate that is wrong spoils each. */
  private static void inOneTry(Runnable claim) {
    for (int left = TRIES; left > 1; left--) {
      try {
        claim.run();
        return;
      } catch (AssertionError e) {
        // The last one counts.
      }
    }
    claim.run();
  }

  private void assertReached(RateLimit limit) {
    inOneTry(() ->
        assertThat(startsOf(41, limit))
            .isBetween(Duration.ofMillis(3700), Duration.ofMillis(5000)));
  }

  @Test
  void rateOfOneWorkerIsReached() {
    assertReached(RateLimit.perSecond(10));
  }

  @Test
  void rateOfAllWorkersIsReachedAndKept() {
    assertReached(RateLimit.perSecond(10).clusterWide());
  }

  @Test
  void shortDelayIsShort() {
    try (TaskClient tasks = TaskClient.connect(broker.address());
        TaskWorker worker = TaskWorker.on(tasks).handle(TICK, this::tick).start()) {
      tasks.enqueue(TICK, 0).get(SOON);
      inOneTry(() -> {
        // Several, because who looks once in a second is in time for some of them.
        for (int i = 0; i < 5; i++) {
          long begin = System.nanoTime();
          long started = tasks.enqueue(TICK.with(i).in(Duration.ofMillis(200))).get(SOON);
          assertThat(Duration.ofNanos(started - begin))
              .as(worker.name())
              .isBetween(Duration.ofMillis(190), Duration.ofMillis(600));
        }
      });
    }
  }
}
