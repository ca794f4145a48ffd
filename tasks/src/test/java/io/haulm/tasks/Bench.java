package io.haulm.tasks;

import io.haulm.tasks.spi.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A client and a worker without a server, with a clock that is turned by hand. */
final class Bench {

  final MemoryTransport transport = new MemoryTransport();
  final Handlers handlers = new Handlers();
  final Revocations revocations = new Revocations();
  Instant now = Instant.parse("2026-11-21T09:00:00Z");
  final TaskClient tasks = TaskClient.over(transport, new JacksonCodec(), () -> now);
  private final TaskRunner runner =
      new TaskRunner(
          tasks,
          "worker@test",
          handlers,
          List.of(),
          Listeners.of(List.of(new TaskListener() {})),
          new WorkerEvents(transport, () -> now, "worker@test", false),
          revocations,
          new RateGates());

  <I, O> Bench handle(Task<I, O> task, TaskHandler<? super I, ? extends O> handler) {
    handlers.add(task, handler);
    return this;
  }

  Bench start() {
    BuiltInTasks.addTo(handlers, tasks);
    return this;
  }

  /** Runs what waits, and what comes of it, until nothing waits. */
  void runAll() {
    while (!transport.waiting.isEmpty()) {
      runOne(1);
    }
  }

  void runOne(int deliveries) {
    Delivery delivery = transport.next(deliveries);
    if (runner.admits(delivery)) {
      runner.run(runner.begin(delivery));
    }
  }

  void advance(Duration length) {
    now = now.plus(length);
    transport.release(now);
    runAll();
  }

  String status(AsyncResult<?> result) {
    return result.status().name();
  }
}
