package io.haulm.bench.wire;

import org.HdrHistogram.Histogram;

/** Counts the commands answered and keeps their latencies, while a measurement is under way. */
public final class Recorder {
  private static final long LATENCY_NANOS_MAX = 120_000_000_000L;
  private static final int SIGNIFICANT_DIGITS = 3;

  private final Histogram latencies = new Histogram(LATENCY_NANOS_MAX, SIGNIFICANT_DIGITS);
  private boolean recording;
  private long commands;

  /** Forgets everything and begins to record. */
  public void start() {
    latencies.reset();
    commands = 0;
    recording = true;
  }

  /** Keeps what was recorded and takes no more. */
  public void stop() {
    recording = false;
  }

  /** A command was answered. */
  public void count() {
    if (recording) {
      commands++;
    }
  }

  /** Something took this long. */
  public void latency(long nanos) {
    if (recording) {
      latencies.recordValue(Math.clamp(nanos, 0, LATENCY_NANOS_MAX));
    }
  }

  /** Commands answered since {@link #start()}. */
  public long commands() {
    return commands;
  }

  /** True when no latency was recorded. */
  public boolean isEmpty() {
    return latencies.getTotalCount() == 0;
  }

  /**
   * The latency that {@code percent} of all did not exceed, in microseconds.
   *
   * @param percent 0 to 100
   */
  public double latencyMicros(double percent) {
    return latencies.getValueAtPercentile(percent) / 1_000.0;
  }
}
