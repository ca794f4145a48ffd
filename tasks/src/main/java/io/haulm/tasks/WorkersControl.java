package io.haulm.tasks;

import io.haulm.tasks.spi.Control;
import io.haulm.tasks.spi.Joined;
import io.haulm.tasks.spi.Transport;
import io.haulm.tasks.spi.Trees;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Talks with workers, Python's too: what {@code celery inspect} and {@code celery control} do. All
 * its methods throw {@link BrokerException} when the server cannot be reached.
 */
public final class WorkersControl {

  private final Transport transport;

  WorkersControl(Transport transport) {
    this.transport = transport;
  }

  /**
   * A task that runs.
   *
   * @param worker on which worker
   * @param id the task's id
   * @param task the task's name
   * @param startedAt when it began, as its worker says; null when it does not
   */
  public record Active(String worker, String id, String task, @Nullable Instant startedAt) {}

  /** The names of the workers that answer within a time. */
  public List<String> ping(Duration wait) {
    return List.copyOf(ask("ping", Map.of(), wait).keySet());
  }

  /** What runs on the workers that answer within a time. */
  public List<Active> active(Duration wait) {
    List<Active> all = new ArrayList<>();
    ask("active", Map.of(), wait)
        .forEach((worker, tasks) -> {
          if (tasks instanceof List<?> list) {
            list.forEach(one -> all.add(active(worker, Trees.map(one))));
          }
        });
    return all;
  }

  private static Active active(String worker, Map<String, Object> task) {
    Number started = Trees.number(task.get("time_start"));
    return new Active(
        worker,
        String.valueOf(task.get("id")),
        String.valueOf(task.get("name")),
        started == null ? null : Instant.ofEpochMilli((long) (started.doubleValue() * 1000)));
  }

  /**
   * Asks all workers.
   *
   * @param method {@code scheduled}, {@code reserved}, {@code registered}, {@code stats}, {@code
   *     active_queues}, {@code revoked}, {@code conf}, {@code query_task}, ...
   * @return answers by worker
   */
  public Map<String, Object> ask(String method, Map<String, Object> arguments, Duration wait) {
    Control.Command command = new Control.Command(method, arguments, null);
    return Joined.of(transport, () -> transport.control().ask(command, wait));
  }

  /**
   * Asks workers not to start a task. Where the server can keep that (over Redis' protocol, for 30
   * days), workers that start later know it too.
   */
  public void revoke(String id) {
    revoke(List.of(id));
  }

  /** Asks workers not to start any of these tasks, as {@link #revoke(String)} does. */
  public void revoke(Collection<String> ids) {
    revoke(List.copyOf(ids), false);
  }

  /** Asks workers not to start a task and to interrupt it if it runs. */
  public void terminate(String id) {
    revoke(List.of(id), true);
  }

  /**
   * Changes how many runs of a task may start in a period, on each worker, until the workers end.
   *
   * @param limit null for no limit at all
   */
  public void rateLimit(Task<?, ?> task, @Nullable RateLimit limit) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("task_name", task.name());
    arguments.put("rate_limit", limit == null ? "0" : limit.text());
    send("rate_limit", arguments, null);
  }

  /** Asks workers to take from a queue, too: all of them, or those that are named. */
  public void addConsumer(String queue, String... workers) {
    send("add_consumer", Map.of("queue", Names.queue(queue)), namedOrAll(workers));
  }

  /** Asks workers to take from a queue no more: all of them, or those that are named. */
  public void cancelConsumer(String queue, String... workers) {
    send("cancel_consumer", Map.of("queue", Names.queue(queue)), namedOrAll(workers));
  }

  private static @Nullable List<String> namedOrAll(String... workers) {
    return workers.length == 0 ? null : List.of(workers);
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
    Control.Command command = new Control.Command(method, arguments, destination);
    Joined.of(transport, () -> transport.control().broadcast(command));
  }

  private void revoke(List<String> ids, boolean terminate) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("task_id", ids.size() == 1 ? ids.get(0) : ids);
    arguments.put("terminate", terminate);
    arguments.put("signal", "SIGTERM");
    Joined.of(transport, () -> transport.control().keepRevoked(ids));
    send("revoke", arguments, null);
  }
}
