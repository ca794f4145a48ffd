package io.haulm.tasks.spi;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Who may run what is to run once. */
public interface Claims {

  /**
   * Claims a key for a task, unless another holds it.
   *
   * @return the id of the task that holds it now
   */
  CompletableFuture<String> claim(String key, String taskId, Duration ttl);

  /** Gives a claim up, if this task holds it. */
  CompletableFuture<Void> release(String key, String taskId);
}
