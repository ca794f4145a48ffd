package io.haulm.server.monitor;

/**
 * How long things took.
 *
 * @param p50 half of them took no longer, in milliseconds
 * @param p95 95 of 100 took no longer
 * @param p99 99 of 100 took no longer
 */
public record Percentiles(double p50, double p95, double p99) {}
