package io.haulm.server.http;

import io.haulm.server.monitor.Percentiles;

/** Numbers with as many digits as they mean something. */
public final class Rounded {
  private static final double RATE_DIGITS = 100;
  private static final double MILLIS_DIGITS = 10;

  /** A rate, with two digits. */
  public static double rate(double perSecond) {
    return Math.round(perSecond * RATE_DIGITS) / RATE_DIGITS;
  }

  /** A time in milliseconds, with one digit. */
  public static double millis(double millis) {
    return Math.round(millis * MILLIS_DIGITS) / MILLIS_DIGITS;
  }

  /** Times, each with one digit. */
  public static Percentiles millis(Percentiles exact) {
    return new Percentiles(millis(exact.p50()), millis(exact.p95()), millis(exact.p99()));
  }

  private Rounded() {}
}
