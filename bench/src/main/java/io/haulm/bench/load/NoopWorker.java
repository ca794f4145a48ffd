package io.haulm.bench.load;

import io.haulm.tasks.Task;
import io.haulm.tasks.TaskWorker;
import java.io.IOException;

/** A worker process for tasks that do nothing: {@code NoopWorker ADDRESS}. */
final class NoopWorker {
  /** The line it prints when it takes tasks. */
  static final String READY = "ready";

  /** Does nothing; its input says nothing either. */
  static final Task<Integer, Void> NOOP = Task.named("bench.noop", Integer.class, Void.class);

  /** Sleeps a second. */
  static final Task<Integer, Void> SLEEP = Task.named("bench.sleep", Integer.class, Void.class);

  private static final int CONCURRENCY = 10_000;
  private static final long SLEEP_MILLIS = 1_000;

  private NoopWorker() {}

  /** Works until the standard input ends. */
  public static void main(String[] args) throws IOException {
    try (TaskWorker _ =
        TaskWorker.on(args[0])
            .concurrency(CONCURRENCY)
            .run(NOOP, (_, _) -> {})
            .run(SLEEP, (_, _) -> Thread.sleep(SLEEP_MILLIS))
            .start()) {
      System.out.println(READY);
      int _ = System.in.read();
    }
  }
}
