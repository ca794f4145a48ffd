package io.haulm.conformance.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.conformance.redis.RedisServer;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskListener;
import io.haulm.tasks.TaskWorker;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server that hangs: its connections stay, and no answer comes. */
@Tag("conformance")
class FrozenServerTest {

  private static final int RUNS = 20;
  private static final Duration GRACE = Duration.ofMillis(100);

  // Once for the thread that takes and once for all that is told; a second for each run is more.
  private static final Duration END_MAX = Duration.ofSeconds(RUNS);
  private static final Task<String, Void> ENDLESS =
      Task.named("java.endless", String.class, Void.class).queue("endless");

  @Test
  void endOfWorkerIsBoundedHoweverManyRunsThereAre() throws InterruptedException {
    try (RedisServer server = RedisServer.startOriginal();
        TaskClient tasks = TaskClient.connect("redis://127.0.0.1:" + server.address().getPort())) {
      CountDownLatch begun = new CountDownLatch(RUNS);
      TaskWorker worker =
          TaskWorker.on(tasks)
              .concurrency(RUNS)
              .grace(GRACE)
              .listener(new TaskListener() {})
              .run(
                  ENDLESS,
                  (text, context) -> {
                    begun.countDown();
                    new CountDownLatch(1).await();
                  })
              .start();
      tasks.enqueueAll(ENDLESS, Stream.generate(() -> "x").limit(RUNS).toList());
      begun.await();
      server.process().signal("STOP");
      long beganNanos = System.nanoTime();
      worker.close();
      assertThat(Duration.ofNanos(System.nanoTime() - beganNanos)).isLessThan(END_MAX);
      server.process().signal("CONT");
    }
  }
}
