package io.haulm.server.history;

/** How much a series does: jobs put and deleted in a minute, the last hour's mean by and large. */
final class Activity {
  private static final double KEPT_PER_MINUTE = 0.98;

  private double perMinute;
  private long thisMinute;

  void add(Figures figures) {
    thisMinute += figures.get(Metric.IN) + figures.get(Metric.OUT);
  }

  /** A minute has passed. */
  void endMinute() {
    perMinute = perMinute * KEPT_PER_MINUTE + thisMinute * (1 - KEPT_PER_MINUTE);
    thisMinute = 0;
  }

  double perMinute() {
    return perMinute;
  }
}
