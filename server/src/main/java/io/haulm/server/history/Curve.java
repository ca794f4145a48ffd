package io.haulm.server.history;

import java.util.List;
import java.util.Optional;

/**
 * A stretch of a series.
 *
 * @param fromMillis when the first period begins
 * @param stepMillis length of each period
 * @param periods one after the other; empty where there is a gap
 */
public record Curve(long fromMillis, long stepMillis, List<Optional<Figures>> periods) {}
