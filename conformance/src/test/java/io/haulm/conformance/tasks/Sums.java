package io.haulm.conformance.tasks;

import io.haulm.tasks.Retry;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskError;
import io.haulm.tasks.TypeRef;
import java.time.Duration;
import java.util.List;

/** Small tasks that both languages have. */
final class Sums {

  /** Two numbers. */
  record Pair(long x, long y) {}

  static final Task<Pair, Long> ADD = Task.named("java.add", Pair.class, Long.class).queue("java");

  static final Task<Long, Long> DOUBLE =
      Task.named("java.double", Long.class, Long.class).queue("java");

  static final Task<List<Long>, Long> SUM =
      Task.named("java.sum", TypeRef.listOf(Long.class), Long.class).queue("java");

  static final Task<List<List<Long>>, Long> SUM_OF_LISTS =
      Task.named("java.sum_of_lists", TypeRef.listOf(Long.class).list(), Long.class).queue("java");

  static final Task<String, String> FAIL =
      Task.named("java.fail", String.class, String.class).queue("java");

  static final Task<String, String> FLAKY =
      Task.named("java.flaky", String.class, String.class)
          .queue("java")
          .retry(Retry.fixed(Duration.ofMillis(100)).maxAttempts(3));

  /** Lets two doubles and their sum stand in its place. */
  static final Task<Long, Long> SPREAD =
      Task.named("java.spread", Long.class, Long.class).queue("java");

  /** Never ends by itself. */
  static final Task<String, String> WAIT =
      Task.named("java.wait", String.class, String.class).queue("java");

  static final Task<TaskError, Void> ALERT =
      Task.named("java.alert", TaskError.class, Void.class).queue("java");

  private Sums() {}
}
