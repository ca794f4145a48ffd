package io.haulm.server.history;

import io.haulm.engine.Check;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What one series did in one period. */
public final class Figures {
  private static final Metric[] METRICS = Metric.values();

  private final long[] values = new long[Metric.COUNT];
  private final long[] waits = new long[Buckets.COUNT];

  /** Null when nothing is known of runs, which is not the same as that there were none. */
  private long @Nullable [] runs;

  private long coveredMillis;

  /** Of a period of which nothing is known yet. */
  public Figures() {}

  /** How much of the period was watched; the rest was a gap. */
  public long coveredMillis() {
    return coveredMillis;
  }

  /** One of the values. */
  public long get(Metric metric) {
    return values[metric.ordinal()];
  }

  /** A count as a rate over the time that was watched. */
  public double perSecond(Metric metric) {
    return coveredMillis == 0 ? 0 : get(metric) * 1000.0 / coveredMillis;
  }

  /** How many jobs left the ready state after a wait in this bucket. */
  public long waits(int bucket) {
    return waits[bucket];
  }

  /** True when at least one wait was counted. */
  public boolean hasWaits() {
    return Buckets.total(waits) > 0;
  }

  /** The wait that a share of the jobs did not exceed; only when {@link #hasWaits}. */
  public double waitMillis(double share) {
    return Buckets.percentileMillis(waits, share);
  }

  /** True when runs were counted, be it that there were none. */
  public boolean knowsRuns() {
    return runs != null;
  }

  /** How many jobs left the hands of their workers after a time in this bucket. */
  public long runs(int bucket) {
    return runs == null ? 0 : runs[bucket];
  }

  /** True when at least one run was counted. */
  public boolean hasRuns() {
    return runs != null && Buckets.total(runs) > 0;
  }

  /** The run that a share of the jobs did not exceed; only when {@link #hasRuns}. */
  public double runMillis(double share) {
    return Buckets.percentileMillis(Check.present(runs, "runs were counted"), share);
  }

  /** Sets a value; not negative. */
  public Figures set(Metric metric, long value) {
    Check.inRange(metric.name(), value, 0, Long.MAX_VALUE);
    values[metric.ordinal()] = value;
    return this;
  }

  /** Sets how many waits a bucket has. */
  public Figures setWaits(int bucket, long count) {
    Check.inRange("waits", count, 0, Long.MAX_VALUE);
    waits[bucket] = count;
    return this;
  }

  /** Sets how many runs a bucket has; from then on runs are known. */
  public Figures setRuns(int bucket, long count) {
    Check.inRange("runs", count, 0, Long.MAX_VALUE);
    knownRuns()[bucket] = count;
    return this;
  }

  /** Sets how much of the period was watched. */
  public Figures setCoveredMillis(long millis) {
    Check.inRange("coveredMillis", millis, 0, Long.MAX_VALUE);
    coveredMillis = millis;
    return this;
  }

  /** Takes in another part of the same period. */
  void merge(Figures other) {
    for (Metric metric : METRICS) {
      int i = metric.ordinal();
      values[i] =
          metric.addsUp() ? values[i] + other.values[i] : Math.max(values[i], other.values[i]);
    }
    addWaits(other);
    addRuns(other);
    coveredMillis += other.coveredMillis;
  }

  /** Takes in what another series did at the same time. */
  public void addBeside(Figures other) {
    for (Metric metric : METRICS) {
      int i = metric.ordinal();
      values[i] =
          metric == Metric.OLDEST
              ? Math.max(values[i], other.values[i])
              : values[i] + other.values[i];
    }
    addWaits(other);
    addRuns(other);
  }

  /** True when there is anything but zeros. */
  boolean isActive() {
    for (long value : values) {
      if (value != 0) {
        return true;
      }
    }
    return false;
  }

  void clear() {
    Arrays.fill(values, 0);
    Arrays.fill(waits, 0);
    runs = null;
    coveredMillis = 0;
  }

  /** Takes in the runs of another, if they are known. */
  void addRuns(Figures other) {
    if (other.runs != null) {
      long[] sums = knownRuns();
      for (int i = 0; i < Buckets.COUNT; i++) {
        sums[i] += other.runs[i];
      }
    }
  }

  private long[] knownRuns() {
    long[] known = runs;
    if (known == null) {
      known = new long[Buckets.COUNT];
      runs = known;
    }
    return known;
  }

  private void addWaits(Figures other) {
    for (int i = 0; i < Buckets.COUNT; i++) {
      waits[i] += other.waits[i];
    }
  }
}
