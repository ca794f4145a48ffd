package io.haulm.server.http.workers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is remembered of Celery's tasks, in bounded memory. For one thread at a time. */
final class CeleryTasks {
  /** How many tasks are remembered; the one of which nothing was heard longest gives way. */
  static final int TASKS_MAX = 20_000;

  /** How many bytes of calls are remembered, of tasks that have not succeeded; the oldest go. */
  static final long MESSAGE_BYTES_MAX = 16 << 20;

  /** How many tracebacks are remembered. */
  static final int TRACEBACKS_MAX = 1000;

  /** How much of a traceback is remembered: its end, where it was thrown. */
  static final int TRACEBACK_CHARS_MAX = 8000;

  private static final int TEXT_CHARS_MAX = 500;

  /** Why a task failed. */
  record Failure(String exception, String traceback) {}

  /** A task that is followed. */
  private static final class Followed {
    final String id;
    String name = "";
    String state = CeleryTask.PLANNED;
    String root;
    boolean isPlaced;
    @Nullable String parent;
    Set<String> parents = new LinkedHashSet<>(0);
    long firstMillis = Long.MAX_VALUE;
    long startedMillis;
    long endedMillis;
    String hostname = "";
    String queue = "";
    int retries;
    String failure = "";
    @Nullable String againAs;
    int database;

    Followed(String id) {
      this.id = id;
      this.root = id;
    }

    /** A worker's events may overtake those of who sent the task. */
    void to(String newState) {
      if (!CeleryTask.isDone(state) || CeleryTask.isDone(newState)) {
        state = newState;
      }
    }

    CeleryTask shown() {
      return new CeleryTask(
          id,
          name,
          state,
          root,
          parent,
          List.copyOf(parents),
          firstMillis,
          startedMillis,
          endedMillis,
          hostname,
          queue,
          retries,
          failure,
          againAs,
          database);
    }
  }

  private final FailureGroups failures;
  private final Map<String, Followed> tasks = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, CeleryMessage> messages = new LinkedHashMap<>();
  private final Map<String, Failure> tracebacks = new LinkedHashMap<>();

  /** The first task of each group that was heard of: who shares it belongs together. */
  private final Map<String, String> groupRoots = new LinkedHashMap<>();

  private long messageBytes;

  CeleryTasks(FailureGroups failures) {
    this.failures = failures;
  }

  private Followed followed(String id, int database) {
    Followed task = tasks.computeIfAbsent(id, Followed::new);
    task.database = database;
    dropOldest(tasks, TASKS_MAX);
    return task;
  }

  /** A task was pushed to a queue. */
  void sent(CeleryMessage message, long nowMillis) {
    Followed task = followed(message.id(), message.database());
    task.name = message.task();
    task.queue = message.queue();
    task.firstMillis = Math.min(task.firstMillis, nowMillis);
    task.parent = message.parent();
    place(task, rootOf(message));
    if (task.state.equals(CeleryTask.PLANNED)) {
      task.state = "sent";
    }
    keep(message);
    String againOf = message.againOf();
    Followed first = againOf == null ? null : tasks.get(againOf);
    if (first != null) {
      first.againAs = task.id;
      task.parents = new LinkedHashSet<>(first.parents);
    }
    message.planned().forEach(planned -> plan(planned, task, againOf));
  }

  /** The members of a group, and who follows them, are one workflow, whatever their roots say. */
  private String rootOf(CeleryMessage message) {
    String group = message.group();
    if (group == null || !message.root().equals(message.id())) {
      return message.root();
    }
    String root = groupRoots.computeIfAbsent(group, _ -> message.id());
    dropOldest(groupRoots, TASKS_MAX);
    return root;
  }

  private void place(Followed task, String root) {
    Followed first = tasks.get(root);
    task.root = first == null || first.id.equals(task.id) ? root : first.root;
    task.isPlaced = true;
  }

  private void plan(PlannedTasks.Planned planned, Followed after, @Nullable String insteadOf) {
    Followed task = followed(planned.id(), after.database);
    if (task.state.equals(CeleryTask.PLANNED)) {
      task.name = planned.task();
      task.root = after.root;
      task.isPlaced = true;
      task.firstMillis = Math.min(task.firstMillis, after.firstMillis);
      task.parents.addAll(planned.parents());
      if (insteadOf != null) {
        task.parents.remove(insteadOf);
      }
    }
  }

  private void keep(CeleryMessage message) {
    forget(message.id());
    messages.put(message.id(), message);
    messageBytes += message.bytes().length;
    while (messageBytes > MESSAGE_BYTES_MAX) {
      forget(messages.keySet().iterator().next());
    }
  }

  private void forget(String id) {
    CeleryMessage message = messages.remove(id);
    if (message != null) {
      messageBytes -= message.bytes().length;
    }
  }

  /** Something happened to a task: the type of the event without its beginning. */
  void happened(String type, int database, JsonNode event) {
    Followed task = followed(text(event, "uuid"), database);
    long atMillis = (long) (event.path("timestamp").asDouble() * 1000);
    task.firstMillis = Math.min(task.firstMillis, atMillis);
    task.to(type);
    if (event.has("name")) {
      task.name = text(event, "name");
    }
    if (event.hasNonNull("parent_id")) {
      task.parent = text(event, "parent_id");
    }
    if (event.hasNonNull("root_id") && !task.isPlaced) {
      place(task, text(event, "root_id"));
    }
    if (event.hasNonNull("queue")) {
      task.queue = text(event, "queue");
    }
    if (!type.equals("sent")) {
      task.hostname = text(event, "hostname");
    }
    if (type.equals("started")) {
      task.startedMillis = atMillis;
    }
    if (CeleryTask.isDone(type)) {
      task.endedMillis = atMillis;
    }
    tell(type, task, event, atMillis);
  }

  private void tell(String type, Followed task, JsonNode event, long atMillis) {
    switch (type) {
      case "succeeded" -> forget(task.id);
      case "retried" -> {
        task.retries++;
        keepTraceback(task, event);
      }
      case "failed" -> {
        Failure failure = keepTraceback(task, event);
        task.failure =
            failures.taskFailed(
                task.name, task.id, failure.exception(), failure.traceback(), atMillis);
      }
      default -> {}
    }
  }

  private Failure keepTraceback(Followed task, JsonNode event) {
    String traceback = event.path("traceback").asText();
    Failure failure =
        new Failure(
            text(event, "exception"),
            traceback.substring(Math.max(0, traceback.length() - TRACEBACK_CHARS_MAX)));
    tracebacks.remove(task.id);
    tracebacks.put(task.id, failure);
    dropOldest(tracebacks, TRACEBACKS_MAX);
    return failure;
  }

  /**
   * A task's call is about to be repeated.
   *
   * @return false when it was already
   */
  boolean calledAgain(String id, String newId) {
    Followed task = tasks.get(id);
    if (task == null || task.againAs != null) {
      return false;
    }
    task.againAs = newId;
    return true;
  }

  /** It was not repeated after all. */
  void notCalledAgain(String id) {
    Followed task = tasks.get(id);
    if (task != null) {
      task.againAs = null;
    }
  }

  Optional<CeleryTask> find(String id) {
    return Optional.ofNullable(tasks.get(id)).map(Followed::shown);
  }

  Optional<CeleryMessage> message(String id) {
    return Optional.ofNullable(messages.get(id));
  }

  Optional<Failure> traceback(String id) {
    return Optional.ofNullable(tracebacks.get(id));
  }

  List<CeleryTask> all() {
    List<CeleryTask> all = new ArrayList<>(tasks.size());
    tasks.values().forEach(task -> all.add(task.shown()));
    return all;
  }

  static String text(JsonNode event, String field) {
    String text = event.path(field).asText();
    return text.length() <= TEXT_CHARS_MAX ? text : text.substring(0, TEXT_CHARS_MAX);
  }

  static void dropOldest(Map<String, ?> map, int max) {
    if (map.size() > max) {
      var oldest = map.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }
}
