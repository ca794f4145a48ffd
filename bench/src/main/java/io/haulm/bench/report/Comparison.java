package io.haulm.bench.report;

/**
 * Two contenders of a load to be compared, and what is wanted of their ratio.
 *
 * @param subject name of the contender above the line
 * @param baseline name of the one below
 */
public record Comparison(String subject, String baseline, Metric metric, Wanted wanted) {}
