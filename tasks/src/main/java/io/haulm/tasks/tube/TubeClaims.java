package io.haulm.tasks.tube;

import io.haulm.client.Job;
import io.haulm.client.NewJob;
import io.haulm.tasks.spi.Claims;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Trees;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Claims as queues of people at a door: who wants one puts a job into the claim's tube, and whose
 * job is the first holds it. The others see that and take theirs away again.
 *
 * <p>Why can there be no two holders? The holder's job has the lowest id of all that are there, and
 * every id that comes later is higher.
 */
final class TubeClaims implements Claims {

  private static final String TASK = "task_id";

  private final Server server;
  private final Bodies bodies;

  TubeClaims(Server server, Bodies bodies) {
    this.server = server;
    this.bodies = bodies;
  }

  @Override
  public CompletableFuture<String> claim(String key, String taskId, Duration ttl) {
    String tube = tube(key);
    return put(tube, key, taskId, ttl)
        .thenCompose(mine ->
            first(tube)
                .thenCompose(first ->
                    first.isEmpty() || first.get().id() == mine
                        ? CompletableFuture.completedFuture(taskId)
                        : server.remove(mine).thenApply(gone -> task(first.get()))));
  }

  private CompletableFuture<Long> put(String tube, String key, String taskId, Duration ttl) {
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    content.put("key", key);
    content.put(TASK, taskId);
    return server.put(tube, NewJob.of(bodies.write(content, ttl)));
  }

  // The first that is still valid; those before it are taken away.
  private CompletableFuture<Optional<Job>> first(String tube) {
    return server
        .first(tube)
        .thenCompose(first ->
            first.isPresent() && bodies.isExpired(first.get())
                ? server.remove(first.get().id()).thenCompose(gone -> first(tube))
                : CompletableFuture.completedFuture(first));
  }

  private String task(Job job) {
    return String.valueOf(Trees.text(bodies.read(job.body()).get(TASK)));
  }

  /** The task that holds a claim now. */
  CompletableFuture<Optional<String>> holder(String key) {
    return first(tube(key)).thenApply(first -> first.map(this::task));
  }

  @Override
  public CompletableFuture<Void> release(String key, String taskId) {
    return first(tube(key))
        .thenCompose(first ->
            first.isPresent() && task(first.get()).equals(taskId)
                ? server.remove(first.get().id())
                : Futures.done());
  }

  /** Makes a task the holder, whoever was before. */
  CompletableFuture<Void> replace(String key, String taskId, Duration ttl) {
    String tube = tube(key);
    return put(tube, key, taskId, ttl).thenCompose(mine -> server.removeBefore(tube, mine));
  }

  private static String tube(String key) {
    return Tubes.named(Tubes.CLAIM, key);
  }
}
