package io.haulm.tasks;

import io.haulm.tasks.spi.Control;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.TaskMessage;
import io.haulm.tasks.spi.Trees;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers what {@code celery inspect} asks and does what {@code celery control} says. */
final class RemoteControl implements Control.Responder {

  private final WorkerEngine engine;
  private final WorkerState state;

  RemoteControl(WorkerEngine engine, WorkerState state) {
    this.engine = engine;
    this.state = state;
  }

  @Override
  public Optional<Object> answer(Control.Command command) {
    Map<String, Object> arguments = command.arguments();
    return Optional.ofNullable(
        switch (command.method()) {
          case "ping" -> ok("pong");
          case Mingle.METHOD -> hello(arguments);
          case "active" -> running();
          // Nothing is held that does not run: what waits, waits in the server.
          case "reserved", "scheduled" -> List.of();
          case "revoked" -> state.revocations().all();
          case "registered" -> state.handlers().names();
          case "active_queues" -> queues();
          case "stats" -> stats();
          case "conf" -> Map.of("worker", "haulm-tasks", "concurrency", concurrency());
          case "clock" -> Map.of("clock", engine.client().transport().control().tick());
          case "report" -> ok("haulm-tasks on Java " + Runtime.version());
          case "query_task" -> query(arguments);
          case "revoke" -> revoke(arguments);
          case "shutdown" -> shutdown();
          case "rate_limit" -> rateLimit(arguments);
          case "time_limit" -> timeLimit(arguments);
          case "add_consumer" -> addConsumer(arguments);
          case "cancel_consumer" -> cancelConsumer(arguments);
          case "enable_events" -> events(true);
          case "disable_events" -> events(false);
          case "pool_grow", "pool_shrink", "autoscale" ->
              Map.of("error", "the concurrency of a worker in Java does not change while it runs");
          default -> null;
        });
  }

  private static Map<String, Object> ok(String text) {
    return Map.of("ok", text);
  }

  private int concurrency() {
    return engine.settings().concurrency();
  }

  private Object hello(Map<String, Object> arguments) {
    return Mingle.answer(
        arguments, engine.client().transport().control(), engine.name(), state.revocations());
  }

  private List<Object> running() {
    List<Object> all = new ArrayList<>();
    for (TaskRun run : engine.hands().running()) {
      all.add(info(run));
    }
    return all;
  }

  private Map<String, Object> info(TaskRun run) {
    TaskMessage message = run.message();
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("id", message.id());
    info.put("name", message.task());
    info.put("args", message.args());
    info.put("kwargs", message.kwargs());
    info.put("type", message.task());
    info.put("hostname", engine.name());
    info.put("time_start", run.startedAt().toEpochMilli() / 1000.0);
    info.put("acknowledged", false);
    info.put("delivery_info", deliveryInfo(run));
    info.put("worker_pid", ProcessHandle.current().pid());
    return info;
  }

  private static Map<String, Object> deliveryInfo(TaskRun run) {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("exchange", "");
    info.put("routing_key", run.message().queue());
    info.put("priority", run.message().priority());
    info.put("redelivered", run.delivery().deliveries() > 1);
    return info;
  }

  private List<Object> queues() {
    List<Object> all = new ArrayList<>();
    for (String queue : engine.intake().queues()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", queue);
      one.put("exchange", Map.of("name", queue, "type", "direct", "durable", true));
      one.put("routing_key", queue);
      one.put("durable", true);
      one.put("exclusive", false);
      one.put("auto_delete", false);
      one.put("no_ack", false);
      one.put("bindings", List.of());
      all.add(one);
    }
    return all;
  }

  private Map<String, Object> stats() {
    Map<String, Object> pool = new LinkedHashMap<>();
    pool.put("max-concurrency", concurrency());
    pool.put("processes", List.of(ProcessHandle.current().pid()));
    pool.put("running", engine.hands().running().size());
    Map<String, Object> stats = new LinkedHashMap<>();
    stats.put("total", engine.hands().totals());
    stats.put("pid", ProcessHandle.current().pid());
    stats.put("clock", String.valueOf(engine.client().transport().control().tick()));
    stats.put("uptime", ManagementFactory.getRuntimeMXBean().getUptime() / 1000);
    stats.put("pool", pool);
    stats.put("prefetch_count", 0);
    return stats;
  }

  private Map<String, Object> query(Map<String, Object> arguments) {
    List<Object> ids = Trees.list(arguments.get("ids"));
    Map<String, Object> found = new LinkedHashMap<>();
    for (TaskRun run : engine.hands().running()) {
      if (ids.contains(run.message().id())) {
        found.put(run.message().id(), List.of("active", info(run)));
      }
    }
    return found;
  }

  private Map<String, Object> revoke(Map<String, Object> arguments) {
    List<String> ids = state.revocations().addAll(arguments.get("task_id"));
    // Python's callers tell the workers alone, which may all be gone when the task's time comes.
    Futures.letGo(engine.client().transport().control().keepRevoked(ids));
    boolean terminate = Boolean.TRUE.equals(arguments.get("terminate"));
    if (terminate) {
      for (TaskRun run : engine.hands().running()) {
        if (ids.contains(run.message().id())) {
          engine.runner().terminate(run);
        }
      }
    }
    return ok((terminate ? "terminated" : "tasks flagged as revoked") + ": " + ids);
  }

  private Map<String, Object> shutdown() {
    new Thread(engine::shutdown, "haulm-remote-shutdown").start();
    return ok("shutting down");
  }

  private Map<String, Object> rateLimit(Map<String, Object> arguments) {
    String task = String.valueOf(arguments.get("task_name"));
    if (state.handlers().find(task) == null) {
      return Map.of("error", "unknown task");
    }
    try {
      state.rates().override(task, RateLimit.parsed(arguments.get("rate_limit")));
      return ok("new rate limit set successfully");
    } catch (IllegalArgumentException e) {
      return Map.of("error", "Invalid rate limit string: " + e.getMessage());
    }
  }

  private Map<String, Object> timeLimit(Map<String, Object> arguments) {
    String task = String.valueOf(arguments.get("task_name"));
    if (state.handlers().find(task) == null) {
      return Map.of("error", "unknown task");
    }
    TaskMessage.Limits limits =
        new TaskMessage.Limits(
            Times.length(arguments.get("hard")), Times.length(arguments.get("soft")));
    state.limits().override(task, limits);
    return ok("time limits set successfully");
  }

  private Map<String, Object> addConsumer(Map<String, Object> arguments) {
    String queue = String.valueOf(arguments.get("queue"));
    if (engine.intake().queues().contains(queue)) {
      return ok("already consuming from '" + queue + "'");
    }
    engine.intake().addQueue(Names.queue(queue));
    return ok("add consumer " + queue);
  }

  private Map<String, Object> cancelConsumer(Map<String, Object> arguments) {
    String queue = String.valueOf(arguments.get("queue"));
    engine.intake().removeQueue(queue);
    return ok("no longer consuming from " + queue);
  }

  private Map<String, Object> events(boolean on) {
    if (on && !engine.client().transport().control().carriesEvents()) {
      return Map.of("error", "this transport carries no events");
    }
    boolean was = engine.events().isEnabled();
    engine.events().enable(on);
    String state = on ? "enabled" : "disabled";
    return ok("task events " + (was == on ? "already " : "") + state);
  }
}
