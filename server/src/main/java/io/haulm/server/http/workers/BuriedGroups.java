package io.haulm.server.http.workers;

import io.haulm.engine.JobRow;
import io.haulm.server.console.BuriedErrors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Buried jobs, those of a tube together whose bodies tell the same error. Any thread. */
public final class BuriedGroups {
  /** Errors that all differ make no more groups than this; what belongs to others is left out. */
  static final int GROUPS_MAX = 1000;

  /** Many who look at the page count the jobs together, and rest four times as long as it took. */
  private static final int REST_FACTOR = 4;

  /** What was found; {@code isComplete} false when there are more buried jobs or groups. */
  public record Found(List<FailureGroups.Group> groups, boolean isComplete) {
    public Found {
      groups = List.copyOf(groups);
    }
  }

  /** A group that grows. */
  private static final class Growing {
    final String tube;
    final String error;
    final List<String> samples = new ArrayList<>();
    final Long[] trend = Collections.nCopies(FailureGroups.TREND_STEPS, 0L).toArray(Long[]::new);
    long count;
    long firstMillis = Long.MAX_VALUE;
    long lastMillis;

    Growing(String tube, String error) {
      this.tube = tube;
      this.error = error;
    }

    void add(JobRow row, long nowMillis) {
      count++;
      firstMillis = Math.min(firstMillis, row.sinceMillis());
      lastMillis = Math.max(lastMillis, row.sinceMillis());
      if (samples.size() < FailureGroups.SAMPLES_MAX) {
        samples.add(Long.toString(row.id()));
      }
      long stepsAgo = Math.max(0, nowMillis - row.sinceMillis()) / FailureGroups.TREND_STEP_MILLIS;
      if (stepsAgo < trend.length) {
        trend[trend.length - 1 - (int) stepsAgo]++;
      }
    }

    FailureGroups.Group shown(String fingerprint) {
      return new FailureGroups.Group(
          fingerprint,
          error.isEmpty() ? "buried" : error,
          "",
          count,
          firstMillis,
          lastMillis,
          List.of(),
          List.of(tube),
          List.copyOf(samples),
          "buried",
          List.of(trend));
    }
  }

  private final BuriedErrors errors;
  private final LongSupplier clock;

  // Guarded by this.
  private Found last = new Found(List.of(), true);
  private long freshUntilNanos = System.nanoTime();

  /** Groups of the jobs that these errors are of. */
  public BuriedGroups(BuriedErrors errors, LongSupplier clock) {
    this.errors = errors;
    this.clock = clock;
  }

  /** All groups of the tubes that may be seen. */
  Found find(Predicate<String> mayBeSeen) throws InterruptedException {
    Found all = counted();
    return new Found(
        all.groups().stream().filter(group -> mayBeSeen.test(group.tubes().getFirst())).toList(),
        all.isComplete());
  }

  private synchronized Found counted() throws InterruptedException {
    long beginNanos = System.nanoTime();
    if (beginNanos - freshUntilNanos >= 0) {
      last = count();
      long endNanos = System.nanoTime();
      freshUntilNanos = endNanos + REST_FACTOR * (endNanos - beginNanos);
    }
    return last;
  }

  private Found count() throws InterruptedException {
    Map<String, Growing> groups = new LinkedHashMap<>();
    long nowMillis = clock.getAsLong();
    boolean[] isComplete = {true};
    boolean isWhole =
        errors.visit((row, error) -> {
          Growing group = groups.get(error.fingerprint());
          if (group == null && groups.size() < GROUPS_MAX) {
            group = new Growing(row.tube(), error.error());
            groups.put(error.fingerprint(), group);
          }
          if (group == null) {
            isComplete[0] = false;
          } else {
            group.add(row, nowMillis);
          }
        });
    List<FailureGroups.Group> shown = new ArrayList<>();
    groups.forEach((fingerprint, group) -> shown.add(group.shown(fingerprint)));
    return new Found(shown, isWhole && isComplete[0]);
  }
}
