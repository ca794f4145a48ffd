package io.haulm.conformance.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.conformance.Polling;
import io.haulm.conformance.ServerProcess;
import io.haulm.conformance.tasks.ChaosWorker.Made;
import io.haulm.tasks.AsyncResult;
import io.haulm.tasks.Canvas;
import io.haulm.tasks.Flow;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.spi.Futures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers are killed at random; every task is done all the same. */
@Tag("conformance")
class ChaosTest {

  private static final int TASKS = 10_000;
  private static final int WORKERS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  private final List<Expected> expected = new ArrayList<>();
  private final AtomicInteger ended = new AtomicInteger();
  private final List<ServerProcess> workers = new ArrayList<>();
  private int kills;

  /** A result and what it must be. */
  private record Expected(AsyncResult<Made> result, long number) {}

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {20261121})
  void everyTaskIsDoneThoughWorkersAreKilled(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    try (Broker.Running haulm = Broker.HAULM.start();
        TaskClient tasks = TaskClient.connect(haulm.address())) {
      String address = haulm.address() + "?lease=2";
      enqueueAll(tasks, random);
      for (int i = 0; i < WORKERS; i++) {
        workers.add(worker(address));
      }
      killUntilAllHaveEnded(address, random);
      assertThat(kills).as("workers killed, seed %s", seed).isGreaterThanOrEqualTo(10);
      for (Expected one : expected) {
        assertThat(one.result().get(Duration.ZERO).number())
            .as("seed %s, task %s", seed, one.result().id())
            .isEqualTo(one.number());
      }
    } finally {
      workers.forEach(ServerProcess::close);
    }
  }

  private void enqueueAll(TaskClient tasks, SplittableRandom random) {
    for (int count = 0; count < TASKS; ) {
      long number = random.nextInt(1000);
      switch (random.nextInt(4)) {
        case 0, 1 -> count += enqueue(tasks, ChaosWorker.MAKE.with(number), number, 1);
        case 2 ->
            count +=
                enqueue(
                    tasks,
                    ChaosWorker.MAKE.with(number).then(ChaosWorker.NEXT).then(ChaosWorker.NEXT),
                    number + 2,
                    3);
        default -> {
          List<Long> members = LongStream.range(0, 1 + random.nextInt(8)).boxed().toList();
          long sum = members.stream().mapToLong(one -> one).sum();
          count +=
              enqueue(
                  tasks,
                  Canvas.all(ChaosWorker.MAKE, members)
                      .collect(ChaosWorker.SUM)
                      .then(ChaosWorker.NEXT),
                  sum + 1,
                  members.size() + 2);
        }
      }
    }
  }

  private int enqueue(TaskClient tasks, Flow<Made> flow, long number, int size) {
    AsyncResult<Made> result = tasks.enqueue(flow);
    expected.add(new Expected(result, number));
    Futures.letGo(result.future().whenComplete((made, failure) -> ended.incrementAndGet()));
    return size;
  }

  /** Another worker dies each time that some more results have come. */
  private void killUntilAllHaveEnded(String address, SplittableRandom random) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int most = expected.size() / 16;
    for (int next = 0; next < expected.size(); next = ended.get() + random.nextInt(most)) {
      int wanted = Math.min(next, expected.size());
      Polling.until(
          Duration.ofNanos(deadline - System.nanoTime()),
          () -> "after " + kills + " kills " + ended + " of " + expected.size() + " have ended",
          () -> ended.get() >= wanted ? Boolean.TRUE : null);
      int victim = random.nextInt(WORKERS);
      workers.get(victim).close();
      kills++;
      workers.set(victim, worker(address));
    }
    Polling.until(
        Duration.ofNanos(deadline - System.nanoTime()),
        () -> "after " + kills + " kills " + ended + " of " + expected.size() + " have ended",
        () -> ended.get() == expected.size() ? Boolean.TRUE : null);
  }

  private static ServerProcess worker(String address) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return ServerProcess.start(
        List.of(
            java,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx96m",
            "-cp",
            System.getProperty("java.class.path"),
            ChaosWorker.class.getName(),
            address));
  }
}
