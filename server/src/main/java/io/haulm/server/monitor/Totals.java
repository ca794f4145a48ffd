package io.haulm.server.monitor;

/**
 * All tubes together.
 *
 * @param tubes how many there are
 * @param ready jobs that are ready
 * @param reserved jobs that are reserved
 * @param delayed jobs that are delayed
 * @param buried jobs that are buried
 * @param inPerSecond jobs put, the mean of the last seconds
 * @param outPerSecond jobs that went, likewise
 * @param oldestReadyMillis age of the job that has been ready for longest
 */
public record Totals(
    long tubes,
    long ready,
    long reserved,
    long delayed,
    long buried,
    double inPerSecond,
    double outPerSecond,
    long oldestReadyMillis) {}
