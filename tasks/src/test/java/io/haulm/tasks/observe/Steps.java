package io.haulm.tasks.observe;

import io.haulm.tasks.Retry;
import io.haulm.tasks.Task;
import io.haulm.tasks.TypeRef;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Tasks to be looked at. */
final class Steps {

  static final Task<Long, Long> DOUBLE =
      Task.named("steps.double", Long.class, Long.class).queue("numbers");
  static final Task<List<Long>, Long> SUM =
      Task.named("steps.sum", TypeRef.listOf(Long.class), Long.class).queue("numbers");
  static final Task<String, String> FETCH =
      Task.named("steps.fetch", String.class, String.class)
          .queue("web")
          .retry(Retry.fixed(Duration.ofSeconds(10)).maxAttempts(3).on(IOException.class));

  private Steps() {}
}
