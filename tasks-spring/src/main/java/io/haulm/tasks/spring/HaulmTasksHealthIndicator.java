package io.haulm.tasks.spring;

import io.haulm.tasks.BrokerException;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskWorker;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Up while the broker answers and the worker, if the program has started one, takes tasks. A worker
 * that was told to end by remote control makes it down.
 */
public final class HaulmTasksHealthIndicator extends AbstractHealthIndicator {

  /** How long the broker may take to answer. */
  static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final TaskClient client;
  private final HaulmTasksProperties properties;
  private final @Nullable TaskWorkerLifecycle lifecycle;

  HaulmTasksHealthIndicator(
      TaskClient client, HaulmTasksProperties properties, @Nullable TaskWorkerLifecycle lifecycle) {
    super("the broker of tasks does not answer");
    this.client = client;
    this.properties = properties;
    this.lifecycle = lifecycle;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) throws Exception {
    builder.up().withDetail("broker", Problems.masked(properties.broker()));
    Optional<TaskWorker> worker = lifecycle == null ? Optional.empty() : lifecycle.worker();
    worker.ifPresent(one -> describe(one, builder));
    try {
      client.ping(TIMEOUT);
    } catch (BrokerException e) {
      builder.down().withDetail("error", String.valueOf(e.getCause()));
    }
  }

  private static void describe(TaskWorker worker, Health.Builder builder) {
    builder
        .withDetail("worker", worker.name())
        .withDetail("queues", worker.queues())
        .withDetail("active", worker.active());
    if (!worker.isRunning()) {
      builder.down().withDetail("error", "the worker was ended");
    }
  }
}
