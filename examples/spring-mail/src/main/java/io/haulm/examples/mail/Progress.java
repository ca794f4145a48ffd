package io.haulm.examples.mail;

import io.haulm.tasks.AsyncResult;
import io.haulm.tasks.TaskStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a task is.
 *
 * @param state {@code PENDING}, {@code STARTED}, {@code RETRY}, {@code SUCCESS}, {@code FAILURE},
 *     ...
 * @param output what it gave, when it has
 */
record Progress<O>(String state, @Nullable O output) {

  private static final Duration READ = Duration.ofSeconds(5);

  static <O> Progress<O> of(AsyncResult<O> result) {
    String state = result.status().name();
    return new Progress<>(state, state.equals(TaskStatus.SUCCESS) ? result.get(READ) : null);
  }
}
