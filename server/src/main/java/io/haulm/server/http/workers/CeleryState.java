package io.haulm.server.http.workers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Celery's workers and tasks do, as far as their events tell. Any thread. */
public final class CeleryState {
  /** How many workers are remembered; the one that was silent longest gives way. */
  static final int WORKERS_MAX = 1000;

  /** How many tasks are remembered; the one whose last event is oldest gives way. */
  static final int TASKS_MAX = 20_000;

  /** A worker that is silent for so many heartbeats is taken for gone. */
  private static final int HEARTBEATS_MISSED_MAX = 3;

  private static final int TEXT_CHARS_MAX = 500;
  private static final Pattern DONE = Pattern.compile("succeeded|failed|revoked|rejected");

  /**
   * A worker.
   *
   * @param status {@code online} or {@code offline}
   * @param pool how it runs tasks; null, its events do not tell
   * @param queues from which queues; empty, its events do not tell
   * @param sw what it runs on: {@code py-celery 5.2.6 (Linux)}
   */
  public record Worker(
      String hostname,
      String status,
      long active,
      long processed,
      @Nullable String pool,
      List<String> queues,
      long lastSeenMillis,
      String sw) {}

  /**
   * A task.
   *
   * @param state what its last event says: {@code sent}, {@code received}, {@code started}, {@code
   *     succeeded}, {@code failed}, {@code retried}, {@code revoked}
   * @param root the task with which it all began; itself, for a call of its own
   * @param startedMillis 0 before it
   * @param endedMillis 0 before it
   */
  record Task(
      String id,
      String name,
      String state,
      String root,
      @Nullable String parent,
      long firstMillis,
      long startedMillis,
      long endedMillis,
      String hostname) {
    boolean isDone() {
      return DONE.matcher(state).matches();
    }
  }

  private record Seen(Worker worker, long freqMillis) {}

  private final LongSupplier clock;
  private final FailureGroups failures;
  private final Map<String, Seen> workers = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Task> tasks = new LinkedHashMap<>(16, 0.75f, true);

  /** Nothing is known; failures go to these groups. */
  public CeleryState(LongSupplier clock, FailureGroups failures) {
    this.clock = clock;
    this.failures = failures;
  }

  /** Takes an event in. */
  public synchronized void happened(JsonNode event) {
    String type = event.path("type").asText();
    if (type.startsWith("worker-")) {
      workerEvent(type, event);
    } else if (type.startsWith("task-") && !event.path("uuid").asText().isEmpty()) {
      taskEvent(type.substring("task-".length()), event);
    }
  }

  private void workerEvent(String type, JsonNode event) {
    String hostname = text(event, "hostname");
    String sw =
        text(event, "sw_ident") + " " + text(event, "sw_ver") + " (" + text(event, "sw_sys") + ")";
    Worker worker =
        new Worker(
            hostname,
            type.equals("worker-offline") ? "offline" : "online",
            event.path("active").asLong(),
            event.path("processed").asLong(),
            null,
            List.of(),
            clock.getAsLong(),
            sw);
    workers.put(hostname, new Seen(worker, (long) (event.path("freq").asDouble(2) * 1000)));
    dropOldest(workers, WORKERS_MAX);
  }

  private void taskEvent(String state, JsonNode event) {
    String id = text(event, "uuid");
    Task before = tasks.get(id);
    long atMillis = (long) (event.path("timestamp").asDouble() * 1000);
    String name = event.has("name") ? text(event, "name") : before == null ? "" : before.name();
    Task task =
        new Task(
            id,
            name,
            // A worker's events may overtake those of who sent the task.
            before != null && before.isDone() && !DONE.matcher(state).matches()
                ? before.state()
                : state,
            orElse(event, "root_id", before == null ? id : before.root()),
            event.hasNonNull("parent_id")
                ? text(event, "parent_id")
                : before == null ? null : before.parent(),
            before == null ? atMillis : Math.min(before.firstMillis(), atMillis),
            state.equals("started") ? atMillis : before == null ? 0 : before.startedMillis(),
            DONE.matcher(state).matches() ? atMillis : before == null ? 0 : before.endedMillis(),
            text(event, "hostname"));
    tasks.put(id, task);
    dropOldest(tasks, TASKS_MAX);
    if (state.equals("failed")) {
      failures.taskFailed(
          name, id, text(event, "exception"), event.path("traceback").asText(), atMillis);
    }
  }

  private static String orElse(JsonNode event, String field, String otherwise) {
    return event.hasNonNull(field) ? text(event, field) : otherwise;
  }

  private static String text(JsonNode event, String field) {
    String text = event.path(field).asText();
    return text.length() <= TEXT_CHARS_MAX ? text : text.substring(0, TEXT_CHARS_MAX);
  }

  private static void dropOldest(Map<String, ?> map, int max) {
    if (map.size() > max) {
      var oldest = map.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** All workers, by name. */
  public synchronized List<Worker> workers() {
    long nowMillis = clock.getAsLong();
    List<Worker> all = new ArrayList<>();
    for (Seen seen : workers.values()) {
      Worker worker = seen.worker();
      boolean isSilent =
          nowMillis - worker.lastSeenMillis() > HEARTBEATS_MISSED_MAX * seen.freqMillis();
      all.add(isSilent ? offline(worker) : worker);
    }
    all.sort(Comparator.comparing(Worker::hostname));
    return all;
  }

  private static Worker offline(Worker worker) {
    return new Worker(
        worker.hostname(),
        "offline",
        worker.active(),
        worker.processed(),
        worker.pool(),
        worker.queues(),
        worker.lastSeenMillis(),
        worker.sw());
  }

  /** All tasks that are remembered; a copy. */
  synchronized List<Task> tasks() {
    return new ArrayList<>(tasks.values());
  }
}
