package io.haulm.server.http.tubes;

import io.haulm.server.http.Rounded;
import io.haulm.server.monitor.Monitor;
import io.haulm.server.monitor.Percentiles;
import io.haulm.server.monitor.TubeStatus;
import org.jspecify.annotations.Nullable;

/** How fast tubes are: what must be watched for a while to be known. */
@FunctionalInterface
public interface TubeRates {
  /**
   * How fast a tube is.
   *
   * @param waitMillis how long jobs were ready until they were reserved, of late; null when none
   *     was
   * @param runMillis how long jobs were reserved, of late; null when none was
   */
  record Rates(
      double inPerSecond,
      double outPerSecond,
      @Nullable Percentiles waitMillis,
      @Nullable Percentiles runMillis) {
    /** Of a tube of which nothing is known. */
    static final Rates NONE = new Rates(0, 0, null, null);

    /** What the monitor knows of a tube. */
    public static Rates of(TubeStatus tube) {
      return new Rates(
          Rounded.rate(tube.inPerSecond()),
          Rounded.rate(tube.outPerSecond()),
          tube.waits().map(Rounded::millis).orElse(null),
          tube.runs().map(Rounded::millis).orElse(null));
    }
  }

  /** What a monitor knows. */
  static TubeRates of(Monitor monitor) {
    return tube ->
        monitor.latest().flatMap(snapshot -> snapshot.tube(tube)).map(Rates::of).orElse(Rates.NONE);
  }

  /** How fast a tube is. Any thread. */
  Rates of(String tube);
}
