package io.haulm.tasks;

import io.haulm.tasks.spi.Control;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Talks with workers, Python's too: what {@code celery inspect} and {@code celery control} do. */
public final class WorkersControl {

  private final Control control;

  WorkersControl(Control control) {
    this.control = control;
  }

  /** The names of the workers that answer within a time. */
  public List<String> ping(Duration wait) {
    return List.copyOf(ask("ping", Map.of(), wait).keySet());
  }

  /**
   * Asks all workers.
   *
   * @param method {@code active}, {@code scheduled}, {@code reserved}, {@code registered}, {@code
   *     stats}, {@code active_queues}, {@code revoked}, {@code conf}, {@code query_task}, ...
   * @return answers by worker
   */
  public Map<String, Object> ask(String method, Map<String, Object> arguments, Duration wait) {
    return control.ask(new Control.Command(method, arguments, null), wait).join();
  }

  /**
   * Asks workers not to start a task. Where the server can keep that (over Redis' protocol, for 30
   * days), workers that start later know it too.
   */
  public void revoke(String id) {
    control.keepRevoked(List.of(id)).join();
    send("revoke", revocation(id, false), null);
  }

  /** Asks workers not to start a task and to interrupt it if it runs. */
  public void terminate(String id) {
    control.keepRevoked(List.of(id)).join();
    send("revoke", revocation(id, true), null);
  }

  /**
   * Changes how long runs of a task may last that start from now on, until the workers end; calls
   * may not say otherwise.
   *
   * @param soft when the handler is interrupted, or null for never
   * @param hard when the task has failed, or null for never
   */
  public void timeLimit(Task<?, ?> task, @Nullable Duration soft, @Nullable Duration hard) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("task_name", task.name());
    if (soft != null) {
      arguments.put("soft", Seconds.of(soft));
    }
    if (hard != null) {
      arguments.put("hard", Seconds.of(hard));
    }
    send("time_limit", arguments, null);
  }

  /** Asks a worker to end in good order. */
  public void shutdown(String worker) {
    send("shutdown", Map.of(), List.of(worker));
  }

  private void send(
      String method, Map<String, Object> arguments, @Nullable List<String> destination) {
    control.broadcast(new Control.Command(method, arguments, destination)).join();
  }

  private static Map<String, Object> revocation(String id, boolean terminate) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("task_id", id);
    arguments.put("terminate", terminate);
    arguments.put("signal", "SIGTERM");
    return arguments;
  }
}
