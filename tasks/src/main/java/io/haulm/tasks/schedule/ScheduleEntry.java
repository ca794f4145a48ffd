package io.haulm.tasks.schedule;

import io.haulm.tasks.spi.Signature;
import io.haulm.tasks.spi.Trees;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as the server keeps it.
 *
 * @param name its name
 * @param schedule when it runs
 * @param call what it enqueues; the ids inside are replaced at each run
 * @param missed what becomes of missed runs
 * @param overlap what becomes of a run while the one before has not ended
 * @param next the next run; when paused, the one it would have been
 * @param paused whether it is paused
 * @param lastRun when it last enqueued something, or null
 * @param lastTaskId the task whose result the last run has, or null
 * @param runs how many runs it has enqueued
 */
public record ScheduleEntry(
    String name,
    Schedule schedule,
    Signature call,
    MissedRuns missed,
    Overlap overlap,
    Instant next,
    boolean paused,
    @Nullable Instant lastRun,
    @Nullable String lastTaskId,
    long runs) {

  /** The name of the task that it calls; of a composition, Celery's name for it. */
  public String task() {
    return call.task();
  }

  static ScheduleEntry fresh(Scheduled scheduled, Signature call, Instant now) {
    return new ScheduleEntry(
        scheduled.name(),
        scheduled.schedule(),
        call,
        scheduled.missed(),
        scheduled.overlap(),
        scheduled.schedule().next(now),
        false,
        null,
        null,
        0);
  }

  /** This with a definition from a program; a schedule that stays the same keeps its next run. */
  ScheduleEntry redefined(Scheduled scheduled, Signature newCall, Instant now) {
    boolean isSame = scheduled.schedule().equals(schedule);
    return new ScheduleEntry(
        name,
        scheduled.schedule(),
        newCall,
        scheduled.missed(),
        scheduled.overlap(),
        isSame ? next : scheduled.schedule().next(now),
        paused,
        lastRun,
        lastTaskId,
        runs);
  }

  ScheduleEntry withNext(Instant newNext, boolean newPaused) {
    return new ScheduleEntry(
        name, schedule, call, missed, overlap, newNext, newPaused, lastRun, lastTaskId, runs);
  }

  ScheduleEntry afterRuns(int count, Instant now, String taskId) {
    return new ScheduleEntry(
        name, schedule, call, missed, overlap, next, paused, now, taskId, runs + count);
  }

  Map<String, Object> toTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("schedule", schedule.text());
    tree.put("call", call.toTree());
    tree.put("missed_runs_max", missed.runsMax());
    tree.put("missed_late_max", missed.lateMax().toSeconds());
    tree.put("overlap", overlap.name());
    tree.put("next", next.toString());
    tree.put("paused", paused);
    tree.put("runs", runs);
    if (lastRun != null && lastTaskId != null) {
      tree.put("last_run", lastRun.toString());
      tree.put("last_task_id", lastTaskId);
    }
    return tree;
  }

  static ScheduleEntry fromTree(String name, @Nullable Object stored) {
    Map<String, Object> tree = Trees.map(stored);
    String lastRun = Trees.text(tree.get("last_run"));
    return new ScheduleEntry(
        name,
        Schedule.parse(String.valueOf(tree.get("schedule"))),
        Signature.fromTree(tree.get("call")),
        new MissedRuns(
            (int) number(tree, "missed_runs_max"),
            Duration.ofSeconds(number(tree, "missed_late_max"))),
        Overlap.valueOf(String.valueOf(tree.get("overlap"))),
        Instant.parse(String.valueOf(tree.get("next"))),
        Boolean.TRUE.equals(tree.get("paused")),
        lastRun == null ? null : Instant.parse(lastRun),
        Trees.text(tree.get("last_task_id")),
        number(tree, "runs"));
  }

  private static long number(Map<String, Object> tree, String name) {
    Number number = Trees.number(tree.get(name));
    if (number == null) {
      throw new IllegalArgumentException("a stored schedule has " + name);
    }
    return number.longValue();
  }
}
