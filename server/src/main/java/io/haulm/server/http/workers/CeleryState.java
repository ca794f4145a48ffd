package io.haulm.server.http.workers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/** What Celery's workers and tasks do, as far as their events and messages tell. Any thread. */
public final class CeleryState {
  /** How many workers are remembered; the one that was silent longest gives way. */
  static final int WORKERS_MAX = 1000;

  /** How many queues of a worker are remembered. */
  static final int QUEUES_MAX = 50;

  /** A worker that is silent for so many heartbeats is taken for gone. */
  private static final int HEARTBEATS_MISSED_MAX = 3;

  /**
   * A worker.
   *
   * @param status {@code online} or {@code offline}
   * @param active tasks that it runs
   * @param processed tasks that it has accepted since its start
   * @param failed tasks that failed at it, as far as was heard
   * @param load of its machine in the last minute: how many processes want to run; -1, not told
   * @param queues from which its tasks came, as far as was heard
   * @param sw what it runs on: {@code py-celery 5.2.6 (Linux)}
   */
  public record Worker(
      String hostname,
      String status,
      long active,
      long processed,
      long failed,
      double load,
      List<String> queues,
      long lastSeenMillis,
      String sw) {}

  /** A worker that is followed. */
  private static final class Followed {
    final String hostname;
    final TreeSet<String> queues = new TreeSet<>();
    boolean isOnline;
    long active;
    long processed;
    long failed;
    double load = -1;
    long lastSeenMillis;
    long freqMillis;
    String sw = "";

    Followed(String hostname) {
      this.hostname = hostname;
    }

    Worker shown(long nowMillis) {
      boolean isSilent = nowMillis - lastSeenMillis > HEARTBEATS_MISSED_MAX * freqMillis;
      return new Worker(
          hostname,
          isOnline && !isSilent ? "online" : "offline",
          active,
          processed,
          failed,
          load,
          List.copyOf(queues),
          lastSeenMillis,
          sw);
    }
  }

  private final LongSupplier clock;
  private final CeleryTasks tasks;
  private final Map<String, Followed> workers = new LinkedHashMap<>(16, 0.75f, true);

  /** Nothing is known; failures go to these groups. */
  public CeleryState(LongSupplier clock, FailureGroups failures) {
    this.clock = clock;
    this.tasks = new CeleryTasks(failures);
  }

  /** Takes an event in, which came by this database. */
  public synchronized void happened(int database, JsonNode event) {
    String type = event.path("type").asText();
    if (type.startsWith("worker-")) {
      workerEvent(type, event);
    } else if (type.startsWith("task-") && !event.path("uuid").asText().isEmpty()) {
      tasks.happened(type.substring("task-".length()), database, event);
      countFor(type, event);
    }
  }

  /** Takes a call in. */
  synchronized void sent(CeleryMessage message) {
    tasks.sent(message, clock.getAsLong());
  }

  private void workerEvent(String type, JsonNode event) {
    String hostname = CeleryTasks.text(event, "hostname");
    Followed worker = workers.computeIfAbsent(hostname, Followed::new);
    worker.isOnline = !type.equals("worker-offline");
    worker.active = event.path("active").asLong();
    worker.processed = event.path("processed").asLong();
    worker.load = event.path("loadavg").path(0).asDouble(-1);
    worker.lastSeenMillis = clock.getAsLong();
    worker.freqMillis = (long) (event.path("freq").asDouble(2) * 1000);
    worker.sw =
        "%s %s (%s)"
            .formatted(
                CeleryTasks.text(event, "sw_ident"),
                CeleryTasks.text(event, "sw_ver"),
                CeleryTasks.text(event, "sw_sys"));
    CeleryTasks.dropOldest(workers, WORKERS_MAX);
  }

  private void countFor(String type, JsonNode event) {
    Followed worker = workers.get(CeleryTasks.text(event, "hostname"));
    if (worker == null) {
      return;
    }
    if (type.equals("task-failed")) {
      worker.failed++;
    } else if (type.equals("task-received") && worker.queues.size() < QUEUES_MAX) {
      tasks
          .find(CeleryTasks.text(event, "uuid"))
          .map(CeleryTask::queue)
          .filter(queue -> !queue.isEmpty())
          .ifPresent(worker.queues::add);
    }
  }

  /** All workers, by name. */
  public synchronized List<Worker> workers() {
    long nowMillis = clock.getAsLong();
    List<Worker> all = new ArrayList<>();
    workers.values().forEach(worker -> all.add(worker.shown(nowMillis)));
    all.sort(Comparator.comparing(Worker::hostname));
    return all;
  }

  /** All tasks that are remembered; a copy. */
  synchronized List<CeleryTask> tasks() {
    return tasks.all();
  }

  synchronized Optional<CeleryTask> task(String id) {
    return tasks.find(id);
  }

  /** How a task was called; empty when it was not heard, or has succeeded. */
  synchronized Optional<CeleryMessage> message(String id) {
    return tasks.message(id);
  }

  /** Why a task failed, at its last try; empty when it has not, or long ago. */
  synchronized Optional<CeleryTasks.Failure> failure(String id) {
    return tasks.traceback(id);
  }

  /** Notes that a task's call is repeated; false when it was already, or is not known. */
  synchronized boolean calledAgain(String id, String newId) {
    return tasks.calledAgain(id, newId);
  }

  /** Takes that back. */
  synchronized void notCalledAgain(String id) {
    tasks.notCalledAgain(id);
  }
}
