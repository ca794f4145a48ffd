package io.haulm.tasks;

import io.haulm.tasks.spi.Control;
import io.haulm.tasks.spi.Delivery;
import io.haulm.tasks.spi.Intake;
import io.haulm.tasks.spi.Results;
import io.haulm.tasks.spi.TaskMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A worker without threads: it does all that a worker does to a task, on the thread that asks it
 * to, one task at a time. Made for tests. Time limits are not watched.
 */
public final class SteppedWorker implements AutoCloseable {

  private final TaskClient client;
  private final TaskRunner runner;
  private final Intake intake;
  private final Results.Watch control;
  private final Revocations revocations;

  SteppedWorker(TaskClient client, TaskRunner runner, Intake intake, Revocations revocations) {
    this.client = client;
    this.runner = runner;
    this.intake = intake;
    this.revocations = revocations;
    this.control = client.transport().control().serve("stepped", this::answer);
  }

  private Optional<Object> answer(Control.Command command) {
    if (!command.method().equals("revoke")) {
      return Optional.empty();
    }
    revocations.addAll(command.arguments().get("task_id"));
    return Optional.of(Map.of("ok", "revoked"));
  }

  /**
   * Takes one message and deals with it to the end: usually it runs a handler.
   *
   * @return whether there was one
   */
  public boolean step() {
    List<Delivery> taken;
    try {
      taken = intake.take(1, Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    for (Delivery delivery : taken) {
      TaskRun run = runner.admit(delivery);
      if (run != null) {
        runner.run(run);
        runner.shared().leave(run.place());
      }
    }
    return !taken.isEmpty();
  }

  /** Does what a worker does at times: queues what is due, and frees what dead workers held. */
  public void keepHouse() {
    intake.housekeeping();
    runner.shared().keep(List.of());
  }

  /** What the handler of a task would get with those of the messages that are for it. */
  public <I> List<I> inputs(Task<I, ?> task, List<TaskMessage> messages) {
    return messages.stream()
        .filter(message -> message.task().equals(task.name()))
        .map(message -> client.inputs().read(task, message.args(), message.kwargs()))
        .toList();
  }

  @Override
  public void close() {
    control.close();
    intake.close();
  }
}
