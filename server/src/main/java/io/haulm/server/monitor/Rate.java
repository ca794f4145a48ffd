package io.haulm.server.monitor;

/** How often something happens: the mean of the last seconds, and a slow one of about a minute. */
final class Rate {
  private static final int SAMPLES = 5;
  private static final double SLOW_MILLIS = 60_000;
  private static final double NEXT_TO_NOTHING = 0.005;

  private final long[] counts = new long[SAMPLES];
  private final long[] millis = new long[SAMPLES];
  private int next;
  private double slowPerSecond;

  /**
   * It happened so often.
   *
   * @param elapsedMillis above 0
   */
  void add(long count, long elapsedMillis) {
    counts[next] = count;
    millis[next] = elapsedMillis;
    next = (next + 1) % SAMPLES;
    double weight = 1 - Math.exp(-elapsedMillis / SLOW_MILLIS);
    slowPerSecond += (count * 1000.0 / elapsedMillis - slowPerSecond) * weight;
    // Else it would take an hour to become nothing.
    slowPerSecond = slowPerSecond < NEXT_TO_NOTHING ? 0 : slowPerSecond;
  }

  /** The mean of the last five samples. */
  double perSecond() {
    long count = 0;
    long time = 0;
    for (int i = 0; i < SAMPLES; i++) {
      count += counts[i];
      time += millis[i];
    }
    return time == 0 ? 0 : count * 1000.0 / time;
  }

  /** What it has been over a minute or so; it follows slowly. */
  double slowPerSecond() {
    return slowPerSecond;
  }
}
