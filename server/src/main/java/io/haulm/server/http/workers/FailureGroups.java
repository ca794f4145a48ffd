package io.haulm.server.http.workers;

import io.haulm.server.console.ErrorShape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/** Failed tasks of Celery, those together that failed alike. Any thread. */
public final class FailureGroups {
  /** How many groups are remembered; the one whose last failure is oldest gives way. */
  static final int GROUPS_MAX = 500;

  /** How many ids of a group are told. */
  static final int SAMPLES_MAX = 10;

  /** How many names of tasks or tubes of a group are told. */
  static final int NAMES_MAX = 20;

  /** The trend counts failures in so many steps. */
  static final int TREND_STEPS = 12;

  /** The length of a step of the trend. */
  static final long TREND_STEP_MILLIS = 5 * 60 * 1000;

  /**
   * A group.
   *
   * @param error what they have in common
   * @param frame where it was thrown; empty when that is not known
   * @param tasks names of the tasks that failed; none for buried jobs
   * @param tubes where the jobs were buried; none for tasks
   * @param source {@code celery} or {@code buried}
   * @param trend failures in each of the last twelve five minutes, the newest last
   */
  public record Group(
      String fingerprint,
      String error,
      String frame,
      long count,
      long firstMillis,
      long lastMillis,
      List<String> tasks,
      List<String> tubes,
      List<String> sampleIds,
      String source,
      List<Long> trend) {}

  /** A group that grows. */
  private static final class Growing {
    final String error;
    final String frame;
    final TreeSet<String> names = new TreeSet<>();
    final Deque<String> samples = new ArrayDeque<>();
    final long[] steps = new long[TREND_STEPS];
    long lastStep;
    long count;
    long firstMillis;
    long lastMillis;

    Growing(String error, String frame, long atMillis) {
      this.error = error;
      this.frame = frame;
      this.firstMillis = atMillis;
      this.lastStep = atMillis / TREND_STEP_MILLIS;
    }

    void add(String name, String id, long atMillis) {
      count++;
      lastMillis = Math.max(lastMillis, atMillis);
      if (names.size() < NAMES_MAX) {
        names.add(name);
      }
      samples.addFirst(id);
      if (samples.size() > SAMPLES_MAX) {
        samples.removeLast();
      }
      advance(atMillis / TREND_STEP_MILLIS);
      steps[(int) (lastStep % TREND_STEPS)]++;
    }

    /** Empties the steps in which nothing happened. */
    void advance(long step) {
      for (long next = Math.max(lastStep + 1, step - TREND_STEPS + 1); next <= step; next++) {
        steps[(int) (next % TREND_STEPS)] = 0;
      }
      lastStep = Math.max(lastStep, step);
    }

    List<Long> trend() {
      List<Long> trend = new ArrayList<>();
      for (long step = lastStep - TREND_STEPS + 1; step <= lastStep; step++) {
        trend.add(steps[(int) Math.floorMod(step, (long) TREND_STEPS)]);
      }
      return trend;
    }
  }

  private final LongSupplier clock;
  private final Map<String, Growing> byFingerprint = new LinkedHashMap<>(16, 0.75f, true);

  /** No failures yet. */
  public FailureGroups(LongSupplier clock) {
    this.clock = clock;
  }

  /**
   * A task has failed.
   *
   * @return the fingerprint of its group
   */
  synchronized String taskFailed(
      String task, String id, String exception, String traceback, long atMillis) {
    String error = ErrorShape.ofException(exception);
    String frame = ErrorShape.topFrame(traceback);
    String fingerprint = ErrorShape.fingerprint("celery", error, frame);
    Growing group =
        byFingerprint.computeIfAbsent(fingerprint, _ -> new Growing(error, frame, atMillis));
    group.add(task, id, atMillis);
    if (byFingerprint.size() > GROUPS_MAX) {
      var oldest = byFingerprint.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return fingerprint;
  }

  /** All groups. */
  public synchronized List<Group> all() {
    List<Group> groups = new ArrayList<>();
    byFingerprint.forEach((fingerprint, group) -> groups.add(shown(fingerprint, group)));
    return groups;
  }

  private Group shown(String fingerprint, Growing group) {
    group.advance(clock.getAsLong() / TREND_STEP_MILLIS);
    return new Group(
        fingerprint,
        group.error,
        group.frame,
        group.count,
        group.firstMillis,
        group.lastMillis,
        List.copyOf(group.names),
        List.of(),
        List.copyOf(group.samples),
        "celery",
        group.trend());
  }
}
