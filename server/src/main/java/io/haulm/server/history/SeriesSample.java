package io.haulm.server.history;

/**
 * What a series did since the last sample, and its levels now.
 *
 * @param name whose it is: a tube, a stream, or the total
 * @param figures what it did
 */
public record SeriesSample(SeriesName name, Figures figures) {}
