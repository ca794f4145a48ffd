package io.haulm.tasks;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many runs of a task may start in a period.
 *
 * @param permits runs per period; at least 1
 * @param period positive
 * @param isClusterWide whether all workers together may start so many, not each
 */
public record RateLimit(int permits, Duration period, boolean isClusterWide) {

  /** Refuses what limits nothing. */
  public RateLimit {
    if (permits < 1 || period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("a rate is at least 1 in a positive period");
    }
  }

  /** So many in a period, on each worker. */
  public RateLimit(int permits, Duration period) {
    this(permits, period, false);
  }

  /** The same for all workers together. */
  public RateLimit clusterWide() {
    return new RateLimit(permits, period, true);
  }

  /** So many per second. */
  public static RateLimit perSecond(int permits) {
    return new RateLimit(permits, Duration.ofSeconds(1));
  }

  /** So many per minute. */
  public static RateLimit perMinute(int permits) {
    return new RateLimit(permits, Duration.ofMinutes(1));
  }

  /** So many per hour. */
  public static RateLimit perHour(int permits) {
    return new RateLimit(permits, Duration.ofHours(1));
  }

  /**
   * Reads Celery's way of writing it.
   *
   * @param text {@code "10/s"}, {@code "10/m"}, {@code "10/h"}, or {@code "10"} for per second
   */
  public static RateLimit parse(String text) {
    int slash = text.indexOf('/');
    String unit = slash < 0 ? "s" : text.substring(slash + 1);
    int permits = Integer.parseInt(slash < 0 ? text : text.substring(0, slash));
    return switch (unit) {
      case "s" -> perSecond(permits);
      case "m" -> perMinute(permits);
      case "h" -> perHour(permits);
      default -> throw new IllegalArgumentException("not a rate: " + text);
    };
  }

  /**
   * Reads what remote control says.
   *
   * @param rate as {@link #parse} reads it; null, empty, or no runs in a period lift the limit
   */
  static Optional<RateLimit> parsed(@Nullable Object rate) {
    String text = rate == null ? "" : rate.toString().trim();
    boolean isLifted = text.isEmpty() || text.equals("0") || text.startsWith("0/");
    return isLifted ? Optional.empty() : Optional.of(parse(text));
  }

  /** As {@link #parse} reads it, spread over a whole unit of time. */
  String text() {
    long perHour = Duration.ofHours(1).toMillis() * permits / period.toMillis();
    boolean isWholeSecond = period.equals(Duration.ofSeconds(1));
    boolean isWholeMinute = period.equals(Duration.ofMinutes(1));
    return isWholeSecond
        ? permits + "/s"
        : isWholeMinute ? permits + "/m" : Math.max(1, perHour) + "/h";
  }

  /** Time between two starts when runs are spread evenly, in nanoseconds. */
  long spacingNanos() {
    return Math.max(1, period.toNanos() / permits);
  }
}
