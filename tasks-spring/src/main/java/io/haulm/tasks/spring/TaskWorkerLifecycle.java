package io.haulm.tasks.spring;

import io.haulm.tasks.BrokerException;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskListener;
import io.haulm.tasks.TaskWorker;
import io.haulm.tasks.schedule.Scheduled;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the worker when all beans are there, and ends it, waiting for what runs, before any of
 * them goes: it is in the last phase to start and the first to stop. A program without handlers has
 * no worker. While the worker runs, the program does not end by itself.
 */
public final class TaskWorkerLifecycle implements SmartLifecycle {

  private final TaskClient client;
  private final TaskRegistry registry;
  private final HaulmTasksProperties properties;
  private final List<TaskListener> listeners;
  private final List<TaskWorkerCustomizer> customizers;
  private volatile @Nullable TaskWorker worker;

  TaskWorkerLifecycle(
      TaskClient client,
      TaskRegistry registry,
      HaulmTasksProperties properties,
      List<TaskListener> listeners,
      List<TaskWorkerCustomizer> customizers) {
    this.client = client;
    this.registry = registry;
    this.properties = properties;
    this.listeners = listeners;
    this.customizers = customizers;
  }

  /** The worker, if this program has one, from its start until it has ended with the context. */
  public Optional<TaskWorker> worker() {
    return Optional.ofNullable(worker);
  }

  @Override
  public boolean isAutoStartup() {
    return properties.worker().enabled();
  }

  @Override
  public void start() {
    List<HandledTask<?, ?>> handled = registry.handled();
    List<Scheduled> schedules = registry.schedules();
    if (handled.isEmpty() && schedules.isEmpty()) {
      return;
    }
    TaskWorker.Builder builder = TaskWorker.on(client).withoutShutdownHook();
    WorkerSettings.apply(properties.worker(), builder);
    handled.forEach(one -> handle(one, builder));
    schedules.forEach(builder::schedule);
    builder.listener(TaskListener.logging());
    listeners.forEach(builder::listener);
    customizers.forEach(one -> one.customize(builder));
    TaskWorker started = start(builder);
    worker = started;
    keepAlive(started);
  }

  private TaskWorker start(TaskWorker.Builder builder) {
    try {
      return builder.start();
    } catch (BrokerException e) {
      throw Problems.unreachable(properties.broker(), e);
    }
  }

  private static <I, O> void handle(HandledTask<I, O> handled, TaskWorker.Builder builder) {
    builder.handle(handled.task(), handled.handler());
  }

  // All threads of a worker are daemons, and a program without a web server has no others.
  private static void keepAlive(TaskWorker worker) {
    Thread thread =
        new Thread(
            () -> {
              try {
                worker.awaitShutdown();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "haulm-worker");
    thread.setDaemon(false);
    thread.start();
  }

  @Override
  public void stop() {
    TaskWorker running = worker;
    if (running != null) {
      running.close();
      worker = null;
    }
  }

  // Also of a worker that was ended by remote control: it is still to be closed.
  @Override
  public boolean isRunning() {
    return worker != null;
  }
}
